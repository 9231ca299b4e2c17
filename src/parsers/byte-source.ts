/** Bytes of one input, already gunzipped and without a byte order mark, in blocks of any size. */
export interface ByteSource {
  /** As the user wrote it; `-` for standard input. Stands in locations. */
  readonly path: string;
  /** Yields the bytes once, from the start; a block may be reused once the next but one is asked for. */
  blocks(): AsyncIterable<Uint8Array>;
}

/** The start of some blocks, looked at before they are read. */
export interface StartOfBlocks {
  /** The one block that there is, null where there are more or none. */
  readonly only: Uint8Array | null;
  /** Yields every block, from the first. */
  readonly all: () => AsyncIterable<Uint8Array>;
}

/** Tells whether the blocks are one: it then needs no copy, as nothing comes that could overwrite it. */
export async function lookForOnlyBlock(blocks: AsyncIterable<Uint8Array>): Promise<StartOfBlocks> {
  const rest = blocks[Symbol.asyncIterator]();
  const first = await rest.next();
  const second = first.done === true ? first : await rest.next();
  return {
    only: first.done !== true && second.done === true ? first.value : null,
    async *all() {
      try {
        for (const { done, value } of [first, second]) if (done !== true) yield value;
        if (second.done === true) return;
        for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
      } finally {
        await rest.return?.();
      }
    },
  };
}

/** Reads a source whole into one array; for formats that need every byte at once. */
export async function readAll(source: ByteSource): Promise<Uint8Array> {
  const { only, all } = await lookForOnlyBlock(source.blocks());
  // As plain bytes: methods of a Buffer differ.
  if (only !== null) return new Uint8Array(only.buffer, only.byteOffset, only.length);
  const blocks: Uint8Array[] = [];
  let length = 0;
  for await (const block of all()) {
    // Not slice(): of a Buffer that is a view, and the block may be overwritten.
    blocks.push(new Uint8Array(block));
    length += block.length;
  }
  const bytes = new Uint8Array(length);
  let end = 0;
  for (const block of blocks) {
    bytes.set(block, end);
    end += block.length;
  }
  return bytes;
}
