import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { compileCore } from "../../scripts/compile-wasm.mjs";
import type { ZcprofError } from "../../src/model/zcprof-error.ts";
import { FoldedCore } from "../../src/parsers/folded-core.ts";
import { readFolded } from "../../src/parsers/folded-reader.ts";
import { PLAIN, readFixture, sourceOf } from "./fixture-source.ts";

let code: Uint8Array;
beforeAll(async () => {
  code = await compileCore("folded-core");
});

const readBoth = (content: Uint8Array | string, blockBytes?: number) =>
  Promise.all(
    [new FoldedCore(code), null].map((core) =>
      readFolded(sourceOf(content, "stacks.txt", blockBytes), PLAIN, core).catch(
        ({ message, code: kind, location }: ZcprofError) => ({ message, kind, location }),
      ),
    ),
  );

const frame = fc.constantFrom(
  "a",
  "b",
  "",
  " ",
  "a b",
  "f_[k]",
  "_[k]",
  "g_[x]",
  "n".repeat(40),
  "n".repeat(41),
  "x".repeat(300),
);
const count = fc.constantFrom(
  "1",
  "1",
  "20",
  "0",
  "2.5",
  "1e3",
  "123456789012345",
  "12 7",
  "x",
  "",
  "-1",
  "9007199254740993",
);
const line = fc
  .tuple(
    fc.array(frame, { minLength: 1, maxLength: 8 }),
    count,
    fc.constantFrom("\n", "\n", "\n", "\r\n", "\n\n"),
  )
  .map(([frames, number, end]) => `${frames.join(";")} ${number}${end}`);
const goodLine = fc
  .tuple(
    fc.array(frame, { minLength: 1, maxLength: 8 }),
    fc.constantFrom("1", "20", "2.5"),
    fc.constantFrom("\n", "\r\n"),
  )
  .map(([frames, number, end]) => `${frames.join(";")} ${number}${end}`);

describe("the core of folded stacks", () => {
  it.each(["copy_g_r1.folded", "copy_g_r1.folded-k", "odd_cpp_g.folded"])(
    "reads %s as JavaScript does",
    async (name) => {
      const [core, script] = await readBoth(readFixture(`folded/${name}.txt.gz`));
      expect(core).toEqual(script);
    },
  );

  it.each([
    ["whatever lines", line],
    ["good lines", goodLine],
    ["lines of two counts", goodLine.map((text) => text.replace(/\r?\n/, " 3\n"))],
  ])("reads %s as JavaScript does, or refuses them with the same words", async (_, lines) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(lines, { minLength: 1, maxLength: 20 }),
        fc.boolean(),
        async (texts, isCut) => {
          const text = texts.join("");
          const [core, script] = await readBoth(isCut ? text.slice(0, -1) : text, 999);
          expect(core).toEqual(script);
        },
      ),
    );
  });

  it("reads many names, over many stretches, as JavaScript does", async () => {
    const lines: string[] = [];
    // 40,000 names of 450 bytes and more overflow the 16 MiB that remember them, and share its 65,536 slots.
    for (let i = 0; i < 40_000; i++)
      lines.push(`root;${"n".repeat(450)}${i};${"m".repeat(50)}${i % 1000} 1\n`);
    const [core, script] = await readBoth(lines.join("").repeat(2));
    expect(isDeepStrictEqual(core, script)).toBe(true);
  });

  it("reads a line of empty frames that fills its memory, and leaves a longer one to JavaScript", async () => {
    for (const length of [(256 << 10) - 20, 300 << 10]) {
      const [core, script] = await readBoth(`a;b 1\na;b 2\n${";".repeat(length)} 1\na;b 3\n`);
      expect(isDeepStrictEqual(core, script)).toBe(true);
      expect(Array.isArray(core)).toBe(true);
    }
  });
});
