import type { ByteSource } from "./byte-source.ts";
import { gunzipBlocks, isGzip } from "./gunzip-blocks.ts";
import { HEAD_BYTES, type Head } from "./parser.ts";

type Blocks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/**
 * What an input may grow to when gunzipped. gzip reaches 1032 : 1, and a real /proc/profile of zeros comes near
 * that, so no ratio tells a bomb from a profile; the size that a machine can hold does.
 */
export const MAX_EXPANDED_BYTES = 2 ** 31;

/**
 * Opens raw bytes as a source: gunzips what starts like gzip (of several members too), takes a byte order mark off,
 * and reads the head, which the source then yields again. A block that is plain goes through as it is, uncopied.
 *
 * `name` is the file name without folders, "" for standard input; `size` is how many raw bytes there are, where that is
 * known. Throws input errors for gzip data that is
 * damaged, ends early, is followed by something else, or expands beyond `maxExpandedBytes`; later ones come out
 * of `source.blocks()`.
 */
export async function decodeSource(
  path: string,
  rawBlocks: Blocks,
  name: string,
  size?: number,
  maxExpandedBytes = MAX_EXPANDED_BYTES,
): Promise<{ source: ByteSource; head: Head }> {
  const raw = await peekBlocks(iterate(rawBlocks), 2);
  const isPacked = isGzip(raw.bytes);
  const plain = isPacked
    ? gunzipBlocks({ path, size, blocks: () => raw.replay() }, maxExpandedBytes)
    : raw.replay();
  const start = await peekBlocks(withoutMark(plain), HEAD_BYTES);
  let isRead = false;
  const source: ByteSource = {
    path,
    size: isPacked ? undefined : size,
    blocks() {
      if (isRead) throw new Error(`${path} was read twice`);
      isRead = true;
      return start.replay();
    },
  };
  return { source, head: { bytes: start.bytes, whole: start.isWhole, name } };
}

interface Peeked {
  /** The first `length` bytes, or fewer if there are no more. */
  readonly bytes: Uint8Array;
  /** True when `bytes` is everything. */
  readonly isWhole: boolean;
  /** Yields everything, once, from the start. */
  readonly replay: () => AsyncIterable<Uint8Array>;
}

/** Looks at the first `length` bytes. Only blocks too small to answer are copied, as the next one may overwrite them. */
async function peekBlocks(blocks: AsyncIterator<Uint8Array>, length: number): Promise<Peeked> {
  const kept: Uint8Array[] = [];
  let filled = 0;
  let isEnded = false;
  while (filled <= length) {
    const next = await blocks.next();
    if (next.done === true) {
      isEnded = true;
      break;
    }
    filled += next.value.length;
    // Not slice(), which makes no copy of a Buffer.
    kept.push(filled <= length ? new Uint8Array(next.value) : next.value);
  }
  const bytes = kept.length === 1 ? kept[0].subarray(0, length) : join(kept, Math.min(filled, length));
  return {
    bytes,
    isWhole: isEnded,
    async *replay() {
      try {
        yield* kept;
        if (!isEnded)
          for (let next = await blocks.next(); next.done !== true; next = await blocks.next())
            yield next.value;
      } finally {
        await blocks.return?.();
      }
    },
  };
}

function join(blocks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let end = 0;
  for (const block of blocks) {
    bytes.set(block.subarray(0, length - end), end);
    end += Math.min(block.length, length - end);
  }
  return bytes;
}

/** Drops the UTF-8 byte order mark, which editors put before a text. */
async function* withoutMark(blocks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const start = await peekBlocks(iterate(blocks), 3);
  const { bytes } = start;
  let skip = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for await (const block of start.replay()) {
    const skipped = Math.min(skip, block.length);
    skip -= skipped;
    if (skipped < block.length) yield skipped === 0 ? block : block.subarray(skipped);
  }
}

async function* iterate(blocks: Blocks): AsyncGenerator<Uint8Array> {
  yield* blocks;
}
