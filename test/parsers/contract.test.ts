import { basename } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ZcprofError } from "../../src/model/zcprof-error.ts";
import { decodeSource } from "../../src/parsers/decode-source.ts";
import { chooseParser } from "../../src/parsers/detect.ts";
import type { Parser } from "../../src/parsers/parser.ts";
import { PARSERS } from "../../src/parsers/registry.ts";
import { listInputs, readInput } from "./contract-inputs.ts";
import { readFixture } from "./fixture-source.ts";
import { contentOf, readingOf } from "./profile-content.ts";

/** Cuts of a long input that are tried, spread over it evenly. */
const MOST_CUTS = 120;

async function detect(
  bytes: Uint8Array,
  name: string,
): Promise<{ parser: Parser; notes: readonly unknown[] }> {
  const { head } = await decodeSource("input", [bytes], name);
  return chooseParser(PARSERS, head, "input");
}

const isText = (bytes: Uint8Array): boolean => !bytes.includes(0) && bytes.includes(10);

describe("the registry", () => {
  it("has unique ids and priorities", () => {
    expect(new Set(PARSERS.map(({ id }) => id)).size).toBe(PARSERS.length);
    expect(new Set(PARSERS.map(({ priority }) => priority)).size).toBe(PARSERS.length);
  });

  it.each(PARSERS.map((parser) => [parser.id, parser] as const))("has a fixture for %s", (_, parser) => {
    expect(listInputs(parser).length).toBeGreaterThan(0);
  });
});

describe.each(
  PARSERS.flatMap((parser) => listInputs(parser).map(([file, input]) => ({ parser, file, input }))),
)("$parser.id keeps the contract for $file", ({ parser, file, input }) => {
  const bytes = readFixture(file);

  it("is detected with and without its file name, and no other parser says yes", async () => {
    for (const name of [basename(file), ""]) {
      const choice = await detect(bytes, name);
      expect(choice.parser.id).toBe(parser.id);
      expect(choice.notes).toEqual([]);
    }
  });

  const { refused } = input;
  if (refused !== undefined) {
    it("is refused with a reason", async () => {
      await expect(readInput(parser, bytes, input)).rejects.toMatchObject({ kind: "parse", code: refused });
    });
    return;
  }

  it("reads the same in blocks of any size and gzipped", async () => {
    const expected = (await readInput(parser, bytes, input)).map(readingOf);
    expect(expected.length).toBeGreaterThan(0);
    for (const size of [1, 7, 100]) {
      // A byte a block takes long, and what it finds it finds early.
      if (size === 1 && bytes.length > 300_000) continue;
      expect((await readInput(parser, bytes, input, size)).map(readingOf)).toEqual(expected);
    }
    expect((await readInput(parser, gzipSync(bytes), input, 100)).map(readingOf)).toEqual(expected);
  });

  if (isText(bytes))
    it("reads the same with CRLF, with a byte order mark and without a last newline", async () => {
      const expected = (await readInput(parser, bytes, input)).map(readingOf);
      const text = bytes.toString("latin1");
      const variants = [text.replaceAll("\n", "\r\n"), `\xef\xbb\xbf${text}`, text.replace(/\n$/, "")];
      // A line feed inside a quoted field is data.
      const isQuoted = /"[^"]*\n[^"]*"/.test(text) && parser.id === "csv";
      for (const variant of isQuoted ? variants.slice(1) : variants) {
        expect((await readInput(parser, Buffer.from(variant, "latin1"), input)).map(readingOf)).toEqual(
          expected,
        );
      }
    });

  if (isText(bytes))
    it("is never read as less without a word when it is cut at a line", async () => {
      const whole = (await readInput(parser, bytes, input)).map(contentOf);
      const ends = [...bytes.keys()].filter((i) => bytes[i] === 10 && i + 1 < bytes.length);
      const step = Math.max(1, Math.floor(ends.length / MOST_CUTS));
      for (const end of ends.filter((_, i) => i % step === 0 || i === ends.length - 1)) {
        const cut = bytes.subarray(0, end + 1);
        const profiles = await readInput(parser, cut, input).catch((error: unknown) => {
          expect(error).toBeInstanceOf(ZcprofError);
          expect(error).toMatchObject({ location: { path: "input" } });
          return null;
        });
        if (profiles === null || input.endMark !== true) continue;
        const isSame = JSON.stringify(profiles.map(contentOf)) === JSON.stringify(whole);
        expect(
          isSame || profiles.some(({ diagnostics }) => diagnostics.length > 0),
          `cut at byte ${end}`,
        ).toBe(true);
      }
    });

  if (parser.write !== undefined)
    it("is read back as it was written, but for what is said", async () => {
      const profiles = await readInput(parser, bytes, input);
      const again = await readInput(parser, parser.write!(profiles), input);
      expect(again.map(({ title }) => title)).toEqual(profiles.map(({ title }) => title));
      if (parser.losses!(profiles).length === 0)
        expect(again.map(contentOf)).toEqual(profiles.map(contentOf));
      const third = await readInput(parser, parser.write!(again), input);
      expect(third.map(contentOf)).toEqual(again.map(contentOf));
    });
});
