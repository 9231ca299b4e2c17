import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { compileCore } from "../../scripts/compile-wasm.mjs";
import type { ZcprofError } from "../../src/model/zcprof-error.ts";
import { PerfCore } from "../../src/parsers/perf-core.ts";
import { PerfFrameMemo } from "../../src/parsers/perf-frame-memo.ts";
import { readPerfScript } from "../../src/parsers/perf-script-reader.ts";
import { PLAIN, readFixture, sourceOf } from "./fixture-source.ts";

let code: Uint8Array;
beforeAll(async () => {
  code = await compileCore("perf-core");
});

const readBoth = async (content: Uint8Array | string, blockBytes?: number) => {
  const read = (memo: PerfCore | PerfFrameMemo) =>
    readPerfScript(sourceOf(content, "script.txt", blockBytes), PLAIN, memo);
  return { core: await read(new PerfCore(code)), script: await read(new PerfFrameMemo()) };
};

// Few addresses, names and offsets, so that lines come again, alike but for an offset, a DSO or a space.
const frameLine = fc
  .record({
    lead: fc.constantFrom("\t", "\t", "\t", " ", ""),
    address: fc.constantFrom("            1234", "ffffffff81234567", "       G", "ffffffff8123456F"),
    name: fc.constantFrom(
      "f",
      " f",
      "operator()",
      "operator+",
      "a+0x1b const volatile",
      "a+0x2b const volatile",
      "x<y (z)>::run(char const*)",
      "[unknown]",
      "",
      "n".repeat(200),
    ),
    offset: fc.constantFrom("", "+0x1", "+0x2f", "+0x", "+0xzz", "+0x1 +0x2"),
    dso: fc.constantFrom(
      " (a)",
      " (b)",
      " (inlined)",
      " (/x y (deleted))",
      "",
      " (a+0x3)",
      " (a+0x4)",
      " (a) ",
      " b)",
    ),
    end: fc.constantFrom("\n", "\n", "\r\n"),
  })
  .map(({ lead, address, name, offset, dso, end }) => `${lead}${address} ${name}${offset}${dso}${end}`);
// First lines alike but for a time, a period, or how they are spaced, and such as only look alike.
const headLine = fc
  .record({
    comm: fc.constantFrom("a", "a", "  b", "12", "12         34", "1.5:", "worker/0:1-ev", "#a", ""),
    thread: fc.constantFrom(" 1", " 1", "   7/8", " -1", " 1 [003]", ""),
    time: fc.constantFrom(" 1.000001:", "    22.5:", " 333333333333333333.123456789:", " 4.:", ""),
    period: fc.constantFrom("", " 5", "    1003009", " 9007199254740991", " 123456789012345"),
    event: fc.constantFrom(
      " ev:",
      "  ev:",
      " xv:",
      " cycles:u:",
      " 1:",
      " ev::",
      " PERF_RECORD_LOST lost 3",
      "",
    ),
    rest: fc.constantFrom(
      "",
      " ",
      " ",
      " ",
      " prev_comm=x ==> y",
      "             1234",
      " x",
      " X            1234 f (a)",
    ),
    frame: fc.option(fc.constant(" "), { nil: "" }),
    end: fc.constantFrom("\n", "\n", "\r\n"),
  })
  .chain(({ comm, thread, time, period, event, rest, frame, end }) => {
    const head = `${comm}${thread}${time}${period}${event}${rest}`;
    return frame === "" ? fc.constant(`${head}${end}`) : frameLine.map((line) => `${head}${line}`);
  });
const sample = fc
  .tuple(
    fc.oneof(fc.constantFrom("a 1 1.0: 5 ev: \n", "b 2 1.5: ev: \n", ""), headLine),
    fc.array(frameLine, { maxLength: 12 }),
    fc.constantFrom("\n", "\n", "\n", "\r\n", ""),
  )
  .map(([head, frames, end]) => `${head}${frames.join("")}${end}`);

describe("the core in WebAssembly", () => {
  it.each([
    "copy_flat_r1.script-header",
    "copy_g_r1.script",
    "odd_cpp_g.script",
    "odd_cpp_g.script-symoff-dso",
    "multi_event_g.script",
    "copy_g_r1.script-F-ipsym",
  ])("reads %s as JavaScript does", async (name) => {
    const { core, script } = await readBoth(readFixture(`perf-script/${name}.txt.gz`));
    expect(core).toEqual(script);
  });

  it("reads whatever lines as JavaScript does, at first sight and again", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(sample, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (samples, cut) => {
          const text = `a 1 1.0: ev: \n\t            1234 f (m)\n\n${samples.join("").repeat(3)}`;
          const given = cut ? text.slice(0, -3) : text;
          // Periods that add up to more than can be counted are refused, by both with the same words.
          const [core, script] = await Promise.all(
            [new PerfCore(code), new PerfFrameMemo()].map((memo) =>
              readPerfScript(sourceOf(given, "script.txt", 999), PLAIN, memo).catch(
                ({ message, code: kind, location }: ZcprofError) => ({ message, kind, location }),
              ),
            ),
          );
          expect(core).toEqual(script);
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each([
    ["event", "a 1 1.000001: ev: ", "a 1 1.000002: xv: "],
    ["comm", "a 1 1.000001: ev: ", "b 1 1.000002: ev: "],
    ["period", "a 1 1.000001: 5 ev: ", "a 1 1.000002: 7 ev: "],
    ["digit that is no period", "a 1 1.000001: 5 ev: ", "a 1 1.000002: 5: "],
  ])("keeps first lines apart that differ in their %s", async (_, one, other) => {
    const frames = "\n\t            1234 f (m)\n\n";
    const { core, script } = await readBoth(`${one}${frames}${other}${frames}`.repeat(3));
    expect(core).toEqual(script);
  });

  it("keeps names apart that differ in an offset inside them", async () => {
    const lines = ["1b", "2b"].map((hex) => `\t            1234 a+0x${hex} const volatile (m)\n`);
    const { core, script } = await readBoth(`a 1 1.0: ev: \n${lines.join("")}\n`);
    expect(core[0].symbols.length).toBe(3);
    expect(core).toEqual(script);
  });

  it("leaves a line that does not fit its memory to JavaScript, in the middle of a stack", async () => {
    const long = `\t            1234 ${"x".repeat(3 << 20)}+0x1 (m)\n`;
    const text = `a 1 1.0: ev: \n\t            1234 f (m)\n${long}\t            1234 f (m)\n\n`.repeat(2);
    const { core, script } = await readBoth(text);
    expect(core[0].measures[0].total).toBe(2);
    // Vitest's own comparison takes a minute for columns of this size.
    expect(isDeepStrictEqual(core, script)).toBe(true);
  });

  it("forgets when its memory is full, and reads on", async () => {
    const lines: string[] = [];
    // 125,000 names of 66 bytes overflow the 8 MiB of lines and those of names; every name comes twice.
    for (let i = 0; i < 250_000; i++) {
      const name = `${"n".repeat(60)}${i % 125_000}`;
      lines.push(`a 1 1.0: ev: \n\t${i.toString(16).padStart(16)} ${name}+0x1 (m)\n\n`);
    }
    const { core, script } = await readBoth(lines.join(""));
    expect(core[0].samples.length).toBe(125_000);
    expect(isDeepStrictEqual(core, script)).toBe(true);
  });
});
