import { describe, expect, it } from "vitest";
import { compareProfiles } from "../../src/analysis/compare.ts";
import type { SymbolRow } from "../../src/analysis/diff-result.ts";
import { judge, judgeBounded } from "../../src/analysis/verdict.ts";
import { listingProfile } from "./mail-listings.ts";
import { rowOf } from "./row-of.ts";

const rule = { level: 0.95, margin: 1.05 };
const interval = (low: number, high: number) => ({ low, high, level: 0.95 });

const side = (count: number) =>
  listingProfile({
    rows: [
      ["f", count],
      ["rest", 1000],
    ],
  });

const testedRow = (base: number, next: number): SymbolRow =>
  rowOf(compareProfiles([side(base)], [side(next)], { correction: "none" }), "f");

describe("a verdict", () => {
  it("asks in this order: found and within the margin, found, equivalent, else nothing", () => {
    const inside = interval(1.01, 1.04);
    expect(judge({ ratio: 1.02, q: 0.01, interval: inside, narrow: inside }, rule)).toBe("trivial");
    expect(judge({ ratio: 1.04, q: 0.01, interval: interval(1.01, 1.07), narrow: inside }, rule)).toBe(
      "increase",
    );
    expect(judge({ ratio: 0.9, q: 0.05, interval: interval(0.8, 0.99), narrow: inside }, rule)).toBe(
      "decrease",
    );
    expect(
      judge({ ratio: 1, q: 0.06, interval: interval(0.9, 1.1), narrow: interval(0.96, 1.04) }, rule),
    ).toBe("equivalent");
    expect(
      judge({ ratio: 1, q: 0.06, interval: interval(0.9, 1.1), narrow: interval(0.94, 1.04) }, rule),
    ).toBe("inconclusive");
  });

  it("of a row in bounds is what all of its values say, and open where they do not agree", () => {
    const rise = { ratio: 1.2, q: 0.01, interval: interval(1.1, 1.3), narrow: interval(1.12, 1.28) };
    const steeper = { ...rise, ratio: 1.5, interval: interval(1.3, 1.7) };
    const noise = { ratio: 1.1, q: 0.5, interval: interval(0.9, 1.3), narrow: interval(0.95, 1.25) };
    expect(judgeBounded([rise, steeper, rise], rule)).toEqual({ verdict: "increase", undecided: null });
    expect(judgeBounded([rise, noise], rule)).toEqual({ verdict: "inconclusive", undecided: "bounds" });
    expect(judgeBounded([noise, noise], rule)).toEqual({ verdict: "inconclusive", undecided: "noise" });
    // Tests are at 1 - level, that value included.
    expect(judge({ ...rise, q: 0.5 }, { level: 0.5, margin: 1.05 })).toBe("increase");
  });

  it("calls 7,300 against 7,300 equivalent within 5 % and 1,800 against 1,800 not", () => {
    // 90 % interval of ln R: 1.645 * sqrt(2 / n) against ln 1.05 = .0488
    expect(testedRow(7300, 7300).verdict).toBe("equivalent");
    expect([testedRow(1800, 1800).verdict, testedRow(1800, 1800).undecided]).toEqual([
      "inconclusive",
      "noise",
    ]);
  });

  it("does not test fewer than ten ticks, and leaves them out of the family", () => {
    const [few, enough] = [testedRow(0, 9), testedRow(0, 10)];
    expect([few.verdict, few.undecided, few.p, few.q]).toEqual([
      "inconclusive",
      "too-few-ticks",
      Number.NaN,
      Number.NaN,
    ]);
    expect(enough.verdict).toBe("increase");
    expect(compareProfiles([side(0)], [side(9)]).symbols.familySize).toBe(1);
  });

  it("stands beside what would have been found with 80 % power", () => {
    // docs/statistics.md section 4: base 100: x1.44 or x0.64
    const { up, down } = testedRow(100, 105).minimumDetectable;
    expect([up?.toFixed(2), down?.toFixed(2)]).toEqual(["1.44", "0.64"]);
  });

  it("needs a level above one half: at or below it two one-sided tests reject everything", () => {
    for (const level of [0, 0.5, 1])
      expect(() => compareProfiles([side(9)], [side(9)], { level })).toThrow(/--level/);
    expect(compareProfiles([side(9)], [side(9)], { level: 0.501 }).level).toBe(0.501);
  });
});
