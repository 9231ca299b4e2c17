import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareSeveral } from "../../src/analysis/compare-several.ts";
import type { SymbolRow } from "../../src/analysis/diff-result.ts";
import type { RowKey } from "../../src/analysis/row-order.ts";
import { joinSymbols } from "../../src/analysis/several-rows.ts";
import { listingProfile } from "./mail-listings.ts";

const NAMES = ["a", "b", "c", "d", "e", "f"];
const side = fc.array(fc.nat({ max: 60 }), { minLength: NAMES.length, maxLength: NAMES.length });
const profileOf = (ticks: readonly number[]) =>
  listingProfile({
    rows: NAMES.map((name, i) => [name, ticks[i]] as const).filter(([, count]) => count > 0),
    coverage: { kind: "complete" },
  });

/** What a row is sorted by, from the least. */
const SCORES: Readonly<Record<Exclude<RowKey, "name">, (row: SymbolRow) => number>> = {
  delta: ({ delta }) => -Math.abs(delta.point),
  ratio: ({ ratio }) => -Math.abs(Math.log(ratio)),
  q: ({ q }) => q,
  base: ({ base }) => -base.point,
  next: ({ next }) => -next.point,
};

/** Where a comparison puts a row: what it is sorted by, its change, which comparison it is, and its place in that one's table. */
type Place = readonly [score: number | string, change: number, comparison: number, index: number];

const known = (score: number) => (Number.isNaN(score) ? Infinity : score);

const before = (left: Place, right: Place): number => {
  const differing = left.findIndex((value, i) => value !== right[i]);
  if (differing < 0) return 0;
  return left[differing] < right[differing] ? -1 : 1;
};

const includes = (name: string) => name < "d";

const of = (ticks: readonly [number, number], modules: readonly string[]) =>
  listingProfile({
    rows: [
      ["memcpy", ticks[0]],
      ["memcpy", ticks[1]],
    ],
    modules,
  });

describe("the symbols of several comparisons", () => {
  it("are joined by name, and stand where the comparison puts them that moves them most", () => {
    const keys = fc.constantFrom<RowKey>("delta", "ratio", "q", "base", "next", "name");
    fc.assert(
      fc.property(
        side,
        fc.array(side, { minLength: 2, maxLength: 3 }),
        keys,
        fc.nat(5),
        (base, nexts, key, top) => {
          fc.pre([base, ...nexts].every((ticks) => ticks.some((count) => count > 0)));
          const result = compareSeveral(
            [profileOf(base)],
            nexts.map((next) => [profileOf(next)]),
          );
          const tables = result.results.map(({ symbols }) =>
            Array.from({ length: symbols.length }, (_, i) => symbols.at(i)),
          );
          const all = NAMES.flatMap((symbol) => {
            const rows = tables.map((table) => table.find((row) => row.symbol === symbol) ?? null);
            const found = tables.flatMap((table, comparison) =>
              table.flatMap((row, index): Place[] => {
                if (row.symbol !== symbol) return [];
                const score = key === "name" ? symbol : known(SCORES[key](row));
                return [[score, SCORES.delta(row), comparison, index]];
              }),
            );
            const [first] = found.sort(before);
            return first === undefined ? [] : [{ first, row: { symbol, module: "", rows } }];
          });
          const expected = all.sort((a, b) => before(a.first, b.first)).map(({ row }) => row);
          expect(joinSymbols(result, { key, top })).toEqual({
            rows: expected.slice(0, top),
            total: all.length,
          });
          const { rows } = joinSymbols(result, { key, top, includes });
          expect(rows).toEqual(expected.filter(({ symbol }) => includes(symbol)).slice(0, top));
        },
      ),
    );
  });

  it("are two where two modules have one name", () => {
    const modules = ["vmlinux", "libc"];
    const result = compareSeveral(
      [of([50, 50], modules)],
      [[of([60, 50], modules)], [of([60, 90], modules)]],
    );
    const { rows, total } = joinSymbols(result, { key: "delta", top: 5 });
    expect(total).toBe(2);
    expect(rows.map(({ module, rows: each }) => [module, each.map((row) => row?.delta.point)])).toEqual([
      ["libc", [0, 40]],
      ["vmlinux", [10, 10]],
    ]);
    // Equal in all: as the listings have them.
    const steady = compareSeveral([of([50, 50], modules)], [[of([60, 60], modules)]]);
    expect(joinSymbols(steady, { key: "delta", top: 5 }).rows.map(({ module }) => module)).toEqual([
      "vmlinux",
      "libc",
    ]);
  });
});
