import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Coverage, Profile } from "../../src/model/profile.ts";
import { finishProfile } from "../../src/model/profile-builder.ts";
import { SymbolInterner } from "../../src/model/symbol-interner.ts";
import { csv } from "../../src/parsers/csv.ts";
import { measuredProvenance } from "../../src/parsers/measured-provenance.ts";
import { PLAIN, sourceOf } from "./fixture-source.ts";

const read = async (text: Uint8Array | string, columns?: Record<string, string>) =>
  (await csv.parse(sourceOf(text, "a.csv"), columns === undefined ? PLAIN : { ...PLAIN, columns }))[0];
const named = ({ symbols }: Profile) => [...Array(symbols.length).keys()].map((i) => symbols.name.at(i));
const codes = ({ diagnostics }: Profile) => diagnostics.map(({ code }) => code);

const UNSTATED: Coverage = { kind: "unstated", absent: "unknown" };
const positive = fc.double({ min: 0.0001, max: 1e6, noNaN: true });
const coverages: fc.Arbitrary<Coverage> = fc.oneof(
  fc.constantFrom<Coverage>({ kind: "complete" }, UNSTATED, { kind: "unstated", absent: "zero" }),
  fc.record({
    kind: fc.constant("cut" as const),
    orders: fc.constantFrom<("ticks" | "load")[]>(["ticks"], ["load"], ["ticks", "load"]),
    smallestCount: positive,
    smallestLoad: fc.option(positive),
  }),
);

describe("a table that says what it covers", () => {
  it("is read back with coverage and total, whatever they are", async () => {
    await fc.assert(
      fc.asyncProperty(
        coverages,
        fc.array(positive, { minLength: 1, maxLength: 9 }),
        positive,
        async (coverage, counts, rest) => {
          const symbols = new SymbolInterner();
          for (const i of counts.keys()) symbols.internString(`f${i}`, 0);
          const sum = counts.reduce((total, count) => total + count, 0);
          const profile = finishProfile({
            symbols: symbols.toTable(),
            measures: [
              {
                type: { event: "ticks", unit: "ticks", period: 1, assumes: "counts", better: "lower" },
                counts: Float64Array.from(counts),
                total: coverage.kind === "complete" ? sum : sum + rest,
                coverage,
              },
            ],
            provenance: measuredProvenance("csv", sourceOf(""), PLAIN),
          });
          expect(csv.losses!([profile])).toEqual([]);
          const again = await read(csv.write!([profile]));
          expect(again.measures[0]).toMatchObject({ coverage, total: profile.measures[0].total });
          expect(codes(again)).toEqual([]);
        },
      ),
    );
  });

  it("in its last row, called total, is complete where the rows above reach it, also without *unknown*", async () => {
    for (const rows of ["a,1\nb,2\ntotal,3\n", "a,1\n*unknown*,4\nb,2\nTotal,3\n"]) {
      const profile = await read(`symbol,ticks\n${rows}`);
      expect(named(profile)).not.toContain("total");
      expect(profile.measures[0].coverage).toEqual({ kind: "complete" });
      expect(profile.measures[0].total).toBe(profile.measures[0].listed);
      expect(codes(profile)).toEqual(["csv/total-row"]);
    }
  });

  it("in a last row above the sum leaves the rest to rows that are missing", async () => {
    const profile = await read("symbol,ticks\na,1\nb,2\ntotal,5\n");
    expect(profile.measures[0]).toMatchObject({ listed: 3, total: 5, coverage: UNSTATED });
    expect(profile.diagnostics).toMatchObject([
      { code: "csv/rows-missing", location: { line: 4, column: 7 } },
    ]);
  });

  it.each([
    ["with less than the rows above it", "symbol,ticks\na,1\nb,2\ntotal,2\n", ["csv/total-below-sum"]],
    ["before another row", "symbol,ticks\na,1\ntotal,1\nb,2\n", []],
    ["alone", "symbol,ticks\ntotal,3\n", []],
    ["in a module", "symbol,ticks,module\na,3,m\ntotal,3,m\n", []],
    ["at an address", "symbol,ticks,address\na,3,0x10\ntotal,3,0x20\n", []],
    ["in a table with its own column", "symbol,ticks,coverage\na,3,unstated\ntotal,3,unstated\n", []],
  ])("keeps a function called total %s", async (_, text, notes) => {
    const profile = await read(text);
    expect(named(profile)).toContain("total");
    expect(profile.measures[0].coverage).toEqual(UNSTATED);
    expect(codes(profile)).toEqual(notes);
  });

  it("takes a column of totals only where it is named or stands beside coverage: self, total is of callees", async () => {
    const inclusive = await read("function,self,total\nmain,1,3\nf,2,2\n");
    expect(inclusive.measures[0]).toMatchObject({ total: 3, coverage: UNSTATED });
    expect(codes(inclusive)).toEqual(["csv/unread-columns"]);
    const mapped = await read("function,self,all\nmain,1,3\nf,2,3\n", { total: "all" });
    expect(mapped.measures[0]).toMatchObject({ total: 3, coverage: { kind: "complete" } });
  });

  it.each([
    ["total,coverage", "a,1,3,complete\nb,1,3,complete", "csv/rows-missing", 2],
    ["total,coverage", "a,2,3,complete\nb,2,3,complete", "csv/sum-above-total", 2],
    ["total,coverage", "a,1,2,complete\nb,1,3,complete", "csv/other-statement", 3],
    ["total,coverage", "a,1,2,complete\nb,1,2,unstated", "csv/other-statement", 3],
    ["coverage", "a,1,whole", "csv/bad-coverage", 2],
    ["total,coverage", "a,1,x,complete", "csv/bad-number", 2],
  ])("with %s and %j contradicts itself and is refused", async (header, rows, code, line) => {
    await expect(read(`symbol,ticks,${header}\n${rows}\n`)).rejects.toMatchObject({
      kind: "parse",
      code,
      location: { path: "a.csv", line },
    });
  });
});

describe("a field that cannot be read", () => {
  it.each([
    ['symbol,ticks\n"a,""b""",4a7\n', 2, 11, '"a,""b""",4a7'],
    ["symbol\tticks\taddress\r\n\r\nfoo\t3\there\r\n", 3, 7, "foo\t3\there"],
    ["symbol,ticks\nfoo,9007199254740993\n", 2, 5, "foo,9007199254740993"],
    ["symbol,ticks\nfoo,1\nbar,x", 3, 5, "bar,x"],
  ])("in %j is shown at its column", async (text, line, column, shown) => {
    await expect(read(text)).rejects.toMatchObject({
      location: { path: "a.csv", line, column, text: shown },
    });
  });

  it("in a row of several lines is located by the line", async () => {
    await expect(read('symbol,ticks\n"a\nb",x\n')).rejects.toMatchObject({
      location: { path: "a.csv", line: 3 },
    });
  });
});
