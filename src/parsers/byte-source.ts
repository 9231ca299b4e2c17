/** Bytes of one input, already gunzipped and without a byte order mark, in blocks of any size. */
export interface ByteSource {
  /** As the user wrote it; `-` for standard input. Stands in locations. */
  readonly path: string;
  /** How many bytes there are, where that is known before they are read; room is made by it, nothing else. */
  readonly size?: number | undefined;
  /** Yields the bytes once, from the start; a block may be reused once the next but one is asked for. */
  blocks(): AsyncIterable<Uint8Array>;
}

/** Reads a source whole into one array; for formats that need every byte at once. */
export async function readAll(source: ByteSource): Promise<Uint8Array> {
  let only: Uint8Array | null = null;
  let bytes = new Uint8Array(0);
  let length = 0;
  const append = (block: Uint8Array): void => {
    if (length + block.length > bytes.length) {
      const grown = new Uint8Array(Math.max(source.size ?? 0, length + block.length, bytes.length * 2));
      grown.set(bytes.subarray(0, length));
      bytes = grown;
    }
    bytes.set(block, length);
    length += block.length;
  };
  for await (const block of source.blocks()) {
    if (length === 0 && only === null) {
      only = block;
      continue;
    }
    if (only !== null) append(only);
    only = null;
    append(block);
  }
  // The only block needs no copy, as nothing came that could overwrite it. As plain bytes: methods of a Buffer differ.
  return only === null
    ? bytes.subarray(0, length)
    : new Uint8Array(only.buffer, only.byteOffset, only.length);
}
