import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { ZcprofError } from "../model/zcprof-error.ts";
import { type ByteSource, readAll } from "./byte-source.ts";
import { gunzipAtOnce, ONE_PIECE_BYTES } from "./gunzip-at-once.ts";

const BLOCK_BYTES = 1024 * 1024;

/** Tells gzip data by its magic number (RFC 1952, 2.3.1). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Gunzips a stream of one or more members. Throws input errors where the data is damaged or ends early, where
 * something other than zero padding follows the last member (zlib would drop it without a word), and as soon as
 * more than `maxBytes` come out.
 */
export async function* gunzipBlocks(raw: ByteSource, maxBytes: number): AsyncGenerator<Uint8Array> {
  const { path, size } = raw;
  if (size === undefined || size > ONE_PIECE_BYTES) {
    yield* gunzipStream(path, raw.blocks(), maxBytes);
    return;
  }
  const file = await readAll(raw);
  const expanded = gunzipAtOnce(file, maxBytes);
  if (expanded === null) yield* gunzipStream(path, [file], maxBytes);
  else yield expanded;
}

// Says what is wrong where gunzipAtOnce() says nothing.
async function* gunzipStream(
  path: string,
  raw: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  const tail = new TailOfStream();
  const gunzip = createGunzip({ chunkSize: BLOCK_BYTES });
  // A block may be reused once the next but one is asked for, and the stream reads ahead.
  const input = Readable.from(copyBlocks(raw, tail), { objectMode: true, highWaterMark: 1 });
  input.on("error", (error) => gunzip.destroy(error));
  let expanded = 0;
  try {
    const blocks: AsyncIterable<Uint8Array> = input.pipe(gunzip);
    for await (const block of blocks) {
      expanded += block.length;
      if (expanded > maxBytes) {
        throw gzipError(path, "too-large", `${path} expands to more than the limit of ${maxBytes} bytes`);
      }
      yield block;
    }
  } catch (error) {
    throw explain(path, error);
  } finally {
    input.destroy();
    gunzip.destroy();
  }
  const unread = tail.length - gunzip.bytesWritten;
  if (!tail.endsInZeros(unread)) {
    throw gzipError(path, "trailing-bytes", `${path} holds ${unread} bytes after the end of its gzip data`);
  }
}

async function* copyBlocks(
  raw: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  tail: TailOfStream,
): AsyncGenerator<Uint8Array> {
  for await (const block of raw) {
    tail.add(block);
    yield new Uint8Array(block);
  }
}

/** Length of a stream, and how many zeros it ends in. */
class TailOfStream {
  length = 0;
  #zeros = 0;

  add(block: Uint8Array): void {
    let zeros = 0;
    while (zeros < block.length && block[block.length - 1 - zeros] === 0) zeros++;
    this.#zeros = zeros === block.length ? this.#zeros + zeros : zeros;
    this.length += block.length;
  }

  endsInZeros(count: number): boolean {
    return count <= this.#zeros;
  }
}

function explain(path: string, error: unknown): unknown {
  if (!(error instanceof Error && "code" in error)) return error;
  switch (error.code) {
    case "Z_BUF_ERROR":
      return gzipError(path, "truncated", `${path} ends in the middle of its gzip data`);
    case "Z_DATA_ERROR":
      return gzipError(path, "damaged", `${path} is damaged gzip data: ${error.message}`);
    default:
      return error;
  }
}

const HINTS: Readonly<Record<string, string>> = {
  "too-large": "gunzip it yourself and cut it to what is needed",
  "trailing-bytes": "gzip -t says more; gunzip it yourself to read the part that is whole",
  truncated: "copy the file again",
  damaged: "gzip -t says more; copy the file again",
};

function gzipError(path: string, reason: string, message: string): ZcprofError {
  return new ZcprofError("input", {
    code: `gzip/${reason}`,
    message,
    hint: HINTS[reason],
    location: { path },
  });
}
