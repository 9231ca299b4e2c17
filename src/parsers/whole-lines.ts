import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { HEAD_BYTES } from "./parser.ts";

/** Bytes that may be read (never used) past the end of a stretch, so that scanners can load whole words. */
export const SLACK_BYTES = 16;

const INITIAL_BYTES = 2 << 20;

/** No producer writes such a line; what does is not text, and memory stays bounded. */
const MAX_LINE_BYTES = 64 << 20;

const LINE_FEED = 10;

/** A stretch of the input that holds whole lines only, bytes[0 .. end); valid until the next one is asked for. */
export interface LineStretch {
  readonly bytes: Buffer;
  readonly end: number;
  /** False at the end of an input whose last line has no line feed of its own. */
  readonly isTerminated: boolean;
}

/**
 * Yields the input as stretches of whole lines, each ended by a line feed (one is put after a last line without).
 * The first stretch holds HEAD_BYTES or the whole input, whatever the sizes of the source's blocks, so that a
 * reader may decide by what it sees there.
 *
 * The stretches lie in `room` as long as no line is longer than it, or in a buffer of their own. Throws a parse error
 * where a line is longer than 64 MiB.
 */
export async function* wholeLines(source: ByteSource, room?: Buffer | null): AsyncGenerator<LineStretch> {
  let bytes: Buffer = room ?? Buffer.allocUnsafeSlow(INITIAL_BYTES + SLACK_BYTES);
  let filled = 0;
  for await (const block of source.blocks()) {
    let taken = 0;
    while (taken < block.length) {
      const part = Math.min(block.length - taken, bytes.length - SLACK_BYTES - filled);
      bytes.set(block.subarray(taken, taken + part), filled);
      taken += part;
      filled += part;
      if (filled < HEAD_BYTES) continue;
      const end = bytes.lastIndexOf(LINE_FEED, filled - 1) + 1;
      if (end > 0) {
        yield { bytes, end, isTerminated: true };
        bytes.copyWithin(0, end, filled);
        filled -= end;
      } else if (filled === bytes.length - SLACK_BYTES) {
        bytes = grow(bytes, source.path);
      }
    }
  }
  if (filled > 0) {
    const isTerminated = bytes[filled - 1] === LINE_FEED;
    if (!isTerminated) bytes[filled++] = LINE_FEED;
    yield { bytes, end: filled, isTerminated };
  }
}

function grow(bytes: Buffer, path: string): Buffer {
  if (bytes.length > MAX_LINE_BYTES) {
    throw new ZcprofError("parse", {
      code: "text/line-too-long",
      message: `a line is longer than ${MAX_LINE_BYTES} bytes`,
      hint: "this is no profile text",
      location: { path },
    });
  }
  const grown = Buffer.allocUnsafeSlow((bytes.length - SLACK_BYTES) * 2 + SLACK_BYTES);
  grown.set(bytes);
  return grown;
}
