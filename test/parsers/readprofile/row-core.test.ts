import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { compileCore } from "../../../scripts/compile-wasm.mjs";
import type { Profile } from "../../../src/model/profile.ts";
import { ZcprofError } from "../../../src/model/zcprof-error.ts";
import { RowCore } from "../../../src/parsers/readprofile/row-core.ts";
import { readListings } from "../../../src/parsers/readprofile-text.ts";
import { PLAIN, readFixture, sourceOf } from "../fixture-source.ts";

let code: Uint8Array;
let core: RowCore;
beforeAll(async () => {
  code = await compileCore("readprofile-core");
  core = new RowCore(code);
}, 60_000);

/** Everything that a profile says, sizes too, or what the error says. */
async function read(
  content: Uint8Array | string,
  reader: RowCore | null,
  blockBytes?: number,
): Promise<unknown> {
  try {
    return (await readListings(sourceOf(content, "a.txt", blockBytes), PLAIN, reader)).map(describeAll);
  } catch (error) {
    if (!(error instanceof ZcprofError)) throw error;
    return [error.code, error.message, error.location];
  }
}

function describeAll({ symbols, samples, measures, ...rest }: Profile): unknown {
  const { sizeLow, sizeHigh, name, address } = symbols;
  return {
    ...rest,
    measures,
    line: samples.line,
    names: Array.from({ length: name.length }, (_, i) => name.at(i)),
    modules: [symbols.module, symbols.moduleNames],
    address,
    sizes: [sizeLow && [...sizeLow], sizeHigh && [...sizeHigh]],
  };
}

const blanks = fc.constantFrom(" ", "  ", "\t", " \t ", " ".repeat(17), " ".repeat(40));
const name = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-c_.]{1,20}$/) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "total",
      "totalt",
      "合計",
      "yhteensä",
      "tota",
      "*unknown*",
      "a b",
      "x\t[m]",
      "é\u0001",
      "n".repeat(31),
      "n".repeat(300),
    ),
  },
);
const ticks = fc.oneof(
  fc.nat(5000).map(String),
  fc.constantFrom("0", "007", "999999999999999", "9007199254740991", "9007199254740993", "12345678"),
);
const load = fc.oneof(
  fc.nat(30_000).map((units) => (units / 10_000).toFixed(4)),
  fc.constantFrom("0.0000", "0,1250", "12345678901.0000", "123456789012.0000", "inf", "nan", "1.5", ""),
);
const address = fc.constantFrom(
  "c0125580",
  "FFFFFFFF81000000",
  "00000000",
  "0000000000000000",
  "ffffffffffffffff",
  "12345678",
  "c012558",
);
const lineEnd = fc.constantFrom("\n", "\n", "\n", "\n", "\r\n", " \n", " +1\n");
const row = (isVerbose: boolean) =>
  fc
    .tuple(fc.constantFrom("", "", "   ", "> "), address, blanks, name, blanks, ticks, load, lineEnd)
    .map(([lead, at, gap, symbol, other, count, size, end]) =>
      isVerbose
        ? `${lead}${at}${gap}${symbol}${other}${count}${gap}${size}${end}`
        : `${lead}${count}${gap}${symbol}${other}${size}${end}`,
    );
const printedRow = (isVerbose: boolean) =>
  fc
    .tuple(fc.stringMatching(/^[a-z_]{1,18}$/), fc.nat(3000), fc.integer({ min: 1, max: 900 }))
    .map(([symbol, count, size]) => {
      const units = (count / size).toFixed(4);
      return isVerbose
        ? `ffffffff8100${String(size).padStart(4, "0")} ${symbol.padEnd(30)}${String(count).padStart(9)} ${units.padStart(9)}\n`
        : `${String(count).padStart(6)} ${symbol.padEnd(40)}${units.padStart(9)}\n`;
    });
const text = fc
  .boolean()
  .chain((isVerbose) =>
    fc.array(
      fc.oneof(
        { weight: 12, arbitrary: printedRow(isVerbose) },
        { weight: 2, arbitrary: row(isVerbose) },
        { weight: 1, arbitrary: fc.constantFrom("\n", "with the patch 12%\n", "f:\n", "\tc0125580\t5\n") },
      ),
      { maxLength: 20 },
    ),
  )
  .map((lines) => lines.join(""));

describe("the core in WebAssembly", () => {
  it.each([
    "mail/by-hand.txt",
    "mail/quoted.txt",
    "readprofile/lo.rp-b.txt",
    "readprofile/lo.rp-v.txt",
    "readprofile/locale.fr_FR.txt",
    "readprofile/p6.rp.txt",
    "readprofile/tail15.txt",
    "readprofile/unknown-first.txt",
  ])("reads %s as JavaScript does", async (path) => {
    expect(await read(readFixture(path), core)).toEqual(await read(readFixture(path), null));
  });

  it("reads whatever lines as JavaScript does", async () => {
    let rows = 0;
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(undefined, 97), async (content, blockBytes) => {
        const expected = await read(content, null, blockBytes);
        expect(await read(content, core, blockBytes)).toEqual(expected);
        if (Array.isArray(expected) && typeof expected[0] === "object") rows++;
      }),
      { numRuns: 500 },
    );
    expect(rows).toBeGreaterThan(100);
  });

  it("reads more rows than fit into its room, and all orders of them", async () => {
    for (const step of [1, -1, 0]) {
      const rows = Array.from({ length: 6000 }, (_, i) => {
        const count = 40_000 + step * i;
        return `${count} ${"symbol_".repeat(16)}${i} ${(count / 16).toFixed(4)}\n`;
      });
      const content = `${rows.join("")}1234567890123 total 1.0000\n`;
      const expected = await read(content, null);
      expect(await read(content, core)).toEqual(expected);
      expect(JSON.stringify(expected)).toContain('"cut"');
    }
  });

  it("reads rows up to the first that may be another kind, and adds to what was before", () => {
    const lines = "5 a 1.0000\n6 b 1.5000\n7 total 1.0000\n8 c 1.0000\n";
    core.room.write(lines, "latin1");
    const start = {
      layout: "plain" as const,
      nameBytes: 10,
      line: 4,
      sum: 1,
      byTicks: order(5),
      byLoad: order(1),
    };
    const seen: unknown[] = [];
    const stop = core.read(0, lines.length, start, ({ rows, sum, ticksOrder, leastTicks, sizedRows }) => {
      seen.push(
        [...rows.counts],
        [...rows.nameEnds],
        [...rows.lines],
        sum,
        ticksOrder,
        leastTicks,
        sizedRows,
      );
    });
    expect(stop).toBe(lines.indexOf("7"));
    expect(seen).toEqual([[5, 6], [11, 12], [4, 5], 12, { last: 6, rises: true, falls: false }, 5, 2]);
  });
});

function order(last: number): { readonly last: number } {
  return { last };
}
