import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { ByteSource } from "../../src/parsers/byte-source.ts";

/** Reads a fixture, gunzipped. */
export function readFixture(name: string): Buffer {
  const bytes = readFileSync(new URL(`../../fixtures/${name}`, import.meta.url));
  return name.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}

/** Makes a source of bytes or text in blocks of `blockBytes`; each is overwritten once the next but one is asked for. */
export function sourceOf(content: Uint8Array | string, path = "input", blockBytes = 1 << 20): ByteSource {
  const bytes = Buffer.from(content);
  return {
    path,
    async *blocks() {
      let previous = Buffer.alloc(0);
      for (let at = 0; at < bytes.length; at += blockBytes) {
        const block = Buffer.from(bytes.subarray(at, at + blockBytes));
        yield block;
        previous.fill(0x58);
        previous = block;
      }
    },
  };
}

/** Options of a parse that nobody asked anything special of. */
export const PLAIN = { formatReason: "test", checksum: null };
