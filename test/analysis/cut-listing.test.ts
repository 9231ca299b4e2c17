import { describe, expect, it } from "vitest";
import { compareProfiles } from "../../src/analysis/compare.ts";
import { listingProfile } from "./mail-listings.ts";
import { rowOf } from "./row-of.ts";

const complete = listingProfile({
  rows: [
    ["a", 500, 5],
    ["b", 300, 1.5],
    ["hidden", 90, 0.1],
  ],
});
const rows = [
  ["a", 500, 5],
  ["b", 300, 1.5],
] as const;

function hiddenBase(coverage: Parameters<typeof listingProfile>[0]["coverage"], total: number): unknown {
  const cut = listingProfile({ rows, total, ...(coverage ? { coverage } : {}) });
  return rowOf(compareProfiles([cut], [complete]), "hidden").base;
}

describe("a symbol that a listing does not show", () => {
  it("has at most the smallest row, or what is left of the total", () => {
    const byTicks = { kind: "cut", orders: ["ticks"], smallestCount: 300, smallestLoad: 1.5 } as const;
    expect(hiddenBase(byTicks, 2000)).toEqual({ point: 0, min: 0, max: 300 });
    expect(hiddenBase(byTicks, 1000)).toEqual({ point: 0, min: 0, max: 200 });
  });

  it("in order of load has at most the smallest load times the size that the other side knows", () => {
    // hidden: 90 ticks at load .1000 are 900 bytes, .09995 gives 900.45: at most 900; floor(1.50005 * 900) = 1350
    const byLoad = { kind: "cut", orders: ["load"], smallestCount: 300, smallestLoad: 1.5 } as const;
    expect(hiddenBase(byLoad, 9000)).toEqual({ point: 0, min: 0, max: 1350 });
    expect(hiddenBase({ ...byLoad, orders: ["ticks", "load"] }, 9000)).toEqual({
      point: 0,
      min: 0,
      max: 1350,
    });
    expect(hiddenBase(byLoad, 900)).toEqual({ point: 0, min: 0, max: 100 });
  });

  it("in no order has at most the remainder, and without a total nothing bounds it", () => {
    expect(
      hiddenBase({ kind: "cut", orders: [], smallestCount: 300, smallestLoad: null }, 1000),
    ).toMatchObject({ max: 200 });
    expect(hiddenBase({ kind: "unstated", absent: "unknown" }, 1000)).toMatchObject({ max: 200 });
    expect(hiddenBase({ kind: "unstated", absent: "unknown" }, 800)).toMatchObject({ max: Infinity });
    expect(hiddenBase({ kind: "unstated", absent: "zero" }, 800)).toMatchObject({ max: 0 });
    expect(hiddenBase({ kind: "complete" }, 800)).toMatchObject({ max: 0 });
  });

  it("that nothing bounds is inconclusive, and so is a total that nobody states", () => {
    const unknown = listingProfile({ rows, coverage: { kind: "unstated", absent: "unknown" } });
    const { symbols, total } = compareProfiles([unknown], [complete]);
    expect([symbols.at(2).verdict, symbols.at(2).undecided]).toEqual(["inconclusive", "bounds"]);
    expect(total.base.max).toBe(Infinity);
    expect(total.verdict).toBe("inconclusive");
  });
});
