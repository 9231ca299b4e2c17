/** Bytes of one input, already gunzipped and without a byte order mark, in blocks of any size. */
export interface ByteSource {
  /** As the user wrote it; `-` for standard input. Stands in locations. */
  readonly path: string;
  /** Yields the bytes once, from the start; a block may be reused after the next one is asked for. */
  blocks(): AsyncIterable<Uint8Array>;
}

/** Reads a source whole into one array; for formats that need every byte at once. */
export async function readAll(source: ByteSource): Promise<Uint8Array> {
  const blocks: Uint8Array[] = [];
  let length = 0;
  for await (const block of source.blocks()) {
    // Not slice(): of a Buffer that is a view, and the block may be overwritten.
    blocks.push(new Uint8Array(block));
    length += block.length;
  }
  if (blocks.length === 1) return blocks[0];
  const bytes = new Uint8Array(length);
  let end = 0;
  for (const block of blocks) {
    bytes.set(block, end);
    end += block.length;
  }
  return bytes;
}
