import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAll } from "../../src/parsers/byte-source.ts";
import { decodeSource } from "../../src/parsers/decode-source.ts";
import { HEAD_BYTES } from "../../src/parsers/parser.ts";
import { sourceOf } from "./fixture-source.ts";

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

// Large blocks come with the size of the file, by which gzip data is expanded at once.
function open(bytes: Uint8Array, blockBytes: number, limit?: number) {
  const size = blockBytes < 1000 ? undefined : bytes.length;
  return decodeSource("a.gz", sourceOf(bytes, "a.gz", blockBytes).blocks(), "a.gz", size, limit);
}

async function decode(bytes: Uint8Array, blockBytes = 1 << 20, limit?: number): Promise<Buffer> {
  return Buffer.from(await readAll((await open(bytes, blockBytes, limit)).source));
}

describe("decodeSource", () => {
  it("gives the bytes and their head, whatever the blocks, the compression and the members", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }).filter(([a, b]) => !(a === 0x1f && b === 0x8b) && a !== 0xef),
        fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(1000)),
        fc.boolean(),
        fc.nat(2),
        async (content, blockBytes, hasMark, members) => {
          const plain = hasMark ? Buffer.concat([BOM, content]) : Buffer.from(content);
          const part = Math.ceil(plain.length / members);
          const parts = Array.from({ length: members }, (_, i) => plain.subarray(i * part, (i + 1) * part));
          const raw = members > 0 ? Buffer.concat(parts.map((bytes) => gzipSync(bytes))) : plain;
          const { source, head } = await open(raw, blockBytes);
          expect(head.whole).toBe(true);
          expect(Buffer.from(head.bytes).equals(content)).toBe(true);
          expect(Buffer.from(await readAll(source)).equals(content)).toBe(true);
        },
      ),
    );
  });

  it.each([HEAD_BYTES - 1, HEAD_BYTES, HEAD_BYTES + 1])(
    "knows whether a head is all of %d bytes",
    async (length) => {
      const content = Buffer.alloc(length, "ab");
      for (const blockBytes of [1000, length]) {
        const { source, head } = await decodeSource("x", sourceOf(content, "x", blockBytes).blocks(), "x");
        expect(head.whole).toBe(length <= HEAD_BYTES);
        expect(head.bytes.length).toBe(Math.min(length, HEAD_BYTES));
        expect((await readAll(source)).length).toBe(length);
      }
    },
  );

  it("hands a plain block through without a copy", async () => {
    const block = Buffer.alloc(1 << 20, "x");
    const { source, head } = await decodeSource("x", [block], "x");
    const found: Uint8Array[] = [];
    for await (const next of source.blocks()) found.push(next);
    expect(found).toHaveLength(1);
    expect(found[0]).toBe(block);
    expect(head.bytes.buffer).toBe(block.buffer);
  });

  it("refuses gzip data that ends early, at every byte", async () => {
    const raw = gzipSync("c0125580 file_read_actor 548 6.5238\n");
    for (let length = 2; length < raw.length; length++) {
      await expect(decode(raw.subarray(0, length), 7), `${length} bytes`).rejects.toMatchObject({
        kind: "input",
        code: "gzip/truncated",
        location: { path: "a.gz" },
      });
    }
  });

  it("refuses gzip data with a changed byte in the deflated part or the checksum", async () => {
    const raw = gzipSync(Buffer.from("tcp_sendmsg 75\n".repeat(50)));
    for (let at = 10; at < raw.length; at++) {
      const changed = Buffer.from(raw);
      changed[at] ^= 0x55;
      await expect(decode(changed), `byte ${at}`).rejects.toMatchObject({ kind: "input", code: /^gzip\// });
    }
  });

  it("refuses bytes behind the last member, but for the zeros of a padded tape", async () => {
    const raw = gzipSync("a\n");
    for (const blockBytes of [100, 1000]) {
      expect((await decode(Buffer.concat([raw, Buffer.alloc(512)]), blockBytes)).toString()).toBe("a\n");
    }
    // zlib itself takes what does not begin with a zero for another member.
    for (const [behind, code] of [
      ["b\n", "gzip/damaged"],
      ["\0b\n", "gzip/trailing-bytes"],
      // Announces the right size.
      ["\0\x02\0\0\0", "gzip/trailing-bytes"],
    ]) {
      for (const blockBytes of [5, 1000]) {
        const reading = decode(Buffer.concat([raw, Buffer.from(behind)]), blockBytes);
        await expect(reading, behind).rejects.toMatchObject({ kind: "input", code });
      }
    }
  });

  it.each([10, 1000])("stops at a limit, which it names, in blocks of %d bytes", async (blockBytes) => {
    const raw = gzipSync(Buffer.alloc(5000));
    expect(await decode(raw, blockBytes, 5000)).toHaveLength(5000);
    await expect(decode(raw, blockBytes, 4999)).rejects.toMatchObject({
      kind: "input",
      code: "gzip/too-large",
      message: expect.stringContaining("4999 bytes"),
      location: { path: "a.gz" },
    });
  });

  it("believes no size that a file announces", async () => {
    const raw = gzipSync(Buffer.alloc(5000));
    for (const announced of [0, 4999, 5001, 2 ** 32 - 1]) {
      raw.writeUInt32LE(announced, raw.length - 4);
      await expect(decode(raw), `${announced}`).rejects.toMatchObject({
        kind: "input",
        code: "gzip/damaged",
      });
    }
  });

  it("passes on an error of whoever reads the file, also below gzip", async () => {
    for (const start of [Buffer.from("plain"), gzipSync("zipped")]) {
      const broken = (async function* () {
        yield start;
        throw new Error("disk on fire");
      })();
      const reading = decodeSource("x", broken, "x").then(({ source }) => readAll(source));
      await expect(reading).rejects.toThrow("disk on fire");
    }
  });
});
