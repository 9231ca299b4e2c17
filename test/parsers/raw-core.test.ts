import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { RawCore } from "../../src/parsers/raw-core.ts";
import { readCounters } from "../../src/parsers/raw-counters.ts";
import { runReadprofile } from "../../src/parsers/readprofile-drop-in/run-readprofile.ts";
import { readSymbolMap } from "../../src/parsers/symbol-map.ts";
import { COMPILATION_MS, compileRawCore } from "./compile-raw-core.ts";
import { readFixture, sourceOf } from "./fixture-source.ts";

let startCore: () => RawCore;
beforeAll(async () => {
  startCore = await compileRawCore();
}, COMPILATION_MS);

const START = 0xffff_ffff_8100_0000n;

// Lines as nm and the kernel print them, and what differs from them in one place.
const line = fc
  .record({
    gap: fc.oneof({ weight: 8, arbitrary: fc.nat({ max: 70 }) }, fc.constantFrom(-20, 0, 16, 3000)),
    kind: fc.constantFrom("T", "t", "W", "w", "t", "D", "A", "?", "x", "V"),
    name: fc.oneof(
      {
        weight: 8,
        arbitrary: fc.string({
          unit: fc.constantFrom("a", "_", "x", "9", ".", "é"),
          minLength: 1,
          maxLength: 50,
        }),
      },
      fc.constantFrom(
        "_stext",
        "__etext",
        "__stext",
        "_etex",
        "xstext",
        "_ftext",
        "___stext",
        "n".repeat(130),
      ),
    ),
    spelling: fc.constantFrom(
      "usual",
      "usual",
      "usual",
      "usual",
      "usual",
      "usual",
      "upper",
      "short",
      "module",
      "return",
    ),
  })
  .map(({ gap, kind, name, spelling }) => ({ gap, kind, name, spelling }));

function drawMap(lines: readonly { gap: number; kind: string; name: string; spelling: string }[]): string {
  let address = START;
  let text = `${START.toString(16)} T _stext\n`;
  for (const { gap, kind, name, spelling } of lines) {
    address += BigInt(gap);
    const digits = address.toString(16);
    if (spelling === "upper") text += `${digits.toUpperCase()} ${kind} ${name}\n`;
    else if (spelling === "short") text += `${digits.slice(8)} ${kind} ${name}\n`;
    else if (spelling === "module") text += `${digits} ${kind} ${name}\t[mod]\n`;
    else text += `${digits} ${kind} ${name}${spelling === "return" ? "\r" : ""}\n`;
  }
  return `${text}${(address + 100n).toString(16)} T _etext\n`;
}

describe("the core in WebAssembly", () => {
  it("reads counters as JavaScript does", async () => {
    const word = fc.oneof(
      { weight: 5, arbitrary: fc.constant(0) },
      fc.nat({ max: 2 ** 32 - 1 }),
      fc.constantFrom(1, 2 ** 31),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { maxLength: 200 }),
        fc.nat({ max: 3 }),
        fc.integer({ min: 1, max: 900 }),
        async (words, rest, blockBytes) => {
          const bytes = new Uint8Array([
            ...new Uint8Array(Uint32Array.from(words).buffer),
            ...new Uint8Array(rest),
          ]);
          const read = (core: RawCore | null) =>
            readCounters(sourceOf(bytes, "raw", blockBytes), "detect", core);
          expect(await read(startCore())).toEqual(await read(null));
        },
      ),
    );
  });

  it("reads counters beyond its room as JavaScript does", async () => {
    const words = new Uint32Array(300_000).map((_, i) => (i % 7 === 0 ? i : 0));
    const bytes = new Uint8Array(words.buffer);
    const read = (core: RawCore | null) => readCounters(sourceOf(bytes, "raw", 1 << 22), "detect", core);
    const { bins } = await read(startCore());
    expect(bins).toEqual((await read(null)).bins);
    // Of 300,000 words every seventh, word 0 being the step.
    expect(bins.index).toHaveLength(Math.ceil(300_000 / 7) - 1);
  });

  it("reads maps as JavaScript does, damage included", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 60 }),
        fc.integer({ min: 20, max: 4000 }),
        async (lines, blockBytes) => {
          const text = drawMap(lines);
          const read = (core: RawCore | null) =>
            readSymbolMap(sourceOf(text, "map", blockBytes), core).catch((error: unknown) => error);
          expect(await read(startCore())).toEqual(await read(null));
        },
      ),
    );
  });

  it("writes the listing as JavaScript does", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 60 }),
        fc.infiniteStream(
          fc.oneof(fc.constant(0), fc.nat({ max: 3000 }), fc.constantFrom(2 ** 32 - 1, 3, 375)),
        ),
        fc.constantFrom(0, 1, 3, 4, 16, 64),
        fc.subarray(["-a", "-v"]),
        async (lines, ticks, step, options) => {
          const map = Buffer.from(drawMap(lines));
          const profile = new Uint8Array(Uint32Array.from([step, ...ticks.take(700)]).buffer);
          const args = [...options, "-n", "-m", "map", "-p", "profile"];
          expect(await runWith(startCore(), args, { map, profile })).toEqual(
            await runWith(null, args, { map, profile }),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it("prints a whole recorded listing", async () => {
    const map = readFixture("symbol-map/System.map-6.1-tiny.gz");
    const profile = readFixture("raw-profile/p6.profile.gz");
    for (const [name, option] of [
      ["p6.rp-a", "-a"],
      ["p6.rp-v", "-v"],
    ]) {
      const { stdout } = await runWith(startCore(), [option, "-m", "map", "-p", "profile"], { map, profile });
      expect(stdout).toBe(readFixture(`raw-profile/${name}.txt.gz`).toString("latin1"));
    }
  });
});

async function runWith(core: RawCore | null, words: readonly string[], known: Record<string, Uint8Array>) {
  const printed: Buffer[] = [];
  const { status, stderr } = await runReadprofile(
    words,
    {
      kernelRelease: "",
      posixlyCorrect: false,
      open: (path) => ({ size: known[path].length, blocks: [known[path]] }),
      writeFile: () => expect.unreachable(),
      print: async (bytes) => {
        printed.push(Buffer.from(bytes));
      },
    },
    core,
  );
  return { status, stderr, stdout: Buffer.concat(printed).toString("latin1") };
}
