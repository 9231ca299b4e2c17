import { gunzipSync } from "node:zlib";

/** What a file may have, and announce, to be expanded in one piece; anything larger is better streamed. */
export const ONE_PIECE_BYTES = 64 * 1024 * 1024;
/** The smallest that zlib takes. */
const SMALLEST_CHUNK = 64;

/**
 * Returns what a whole gzip file of one member expands to, or null where it is something else, damaged, larger than
 * `maxBytes`, or does not announce its size (RFC 1952, 2.3.1: ISIZE, the last four bytes). One buffer of the announced
 * size takes all of it: a stream fills and copies blocks, which costs as much again as the expansion.
 */
export function gunzipAtOnce(file: Uint8Array, maxBytes: number): Uint8Array | null {
  if (file.length < 4) return null;
  const announced = new DataView(file.buffer, file.byteOffset, file.length).getUint32(file.length - 4, true);
  if (announced > Math.min(ONE_PIECE_BYTES, maxBytes)) return null;
  try {
    const expanded: unknown = gunzipSync(file, {
      info: true,
      maxOutputLength: Math.max(announced, 1),
      chunkSize: Math.max(announced + 1, SMALLEST_CHUNK),
    });
    return isExpanded(expanded) && expanded.engine.bytesWritten === file.length ? expanded.buffer : null;
  } catch {
    return null;
  }
}

/** What zlib returns with `info`, which @types/node does not know: the bytes, and how many it took of the input. */
interface Expanded {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

function isExpanded(value: unknown): value is Expanded {
  return typeof value === "object" && value !== null && "buffer" in value && "engine" in value;
}
