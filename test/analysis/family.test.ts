import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CountColumn } from "../../src/analysis/count-column.ts";
import type { Basis, RowEnd } from "../../src/analysis/diff-result.ts";
import { Family, type FamilyInput } from "../../src/analysis/family.ts";
import { samplingMethod } from "../../src/analysis/pair-tester.ts";
import type { RowTester, TestMethod } from "../../src/analysis/row-tester.ts";
import { detectableEffect } from "../../src/stats/detectable.ts";
import { breakEvenDispersion } from "../../src/stats/dispersion-tolerance.ts";
import { compareCounts } from "../../src/stats/ratio.ts";

/** A count as it is, or as [min, point, max]. */
type Entry = number | readonly [min: number, point: number, max: number];

const partOf = (entries: readonly Entry[], part: 0 | 1 | 2): Float64Array =>
  Float64Array.from(entries, (entry) => (typeof entry === "number" ? entry : entry[part]));
const columnOf = (entries: readonly Entry[]): CountColumn => {
  const point = partOf(entries, 1);
  if (entries.every((entry) => typeof entry === "number")) return { point, min: point, max: point };
  return { point, min: partOf(entries, 0), max: partOf(entries, 2) };
};

/** Two runs' work on the side of base, four on that of next. */
const EXPOSURES = [2, 4] as const;

function familyOf(
  rows: readonly (readonly [base: Entry, next: Entry])[],
  rest: Partial<FamilyInput> = {},
  method: TestMethod = samplingMethod("midp"),
): Family {
  const [base, next] = [columnOf(rows.map(([x]) => x)), columnOf(rows.map(([, y]) => y))];
  const scale = { base: [2], next: [4], countsTicks: false, contains: () => false };
  return new Family({
    base,
    next,
    baseExposure: EXPOSURES[0],
    nextExposure: EXPOSURES[1],
    tester: method.makeTester({
      kind: "symbols",
      base: [base],
      next: [next],
      scale,
      contains: () => false,
      hides: () => false,
      keyOf: String,
    }),
    correction: "none",
    comparisons: 1,
    rule: { level: 0.95, margin: 1.05 },
    basis: method.basis,
    ...rest,
  });
}

const boundsOf = (base: Entry, next: Entry) => familyOf([[base, next]]).at(0).ratioBounds;

const counts = (base: number, next: number) =>
  compareCounts({ base, next, baseExposure: EXPOSURES[0], nextExposure: EXPOSURES[1] });

/** Says p of each row, whatever its counts are. */
const saying = (ps: readonly number[], minTicks: number): RowTester => ({
  minTicks,
  testPoints: () => null,
  pAt: (row: number, _end: RowEnd) => ps[row],
  estimateAt: (_row, _end, level) => ({ ratio: 2, interval: { low: 1.5, high: 3, level }, p: 0, z: 3 }),
  dispersionAt: () => 1,
});

describe("a bounded row", () => {
  it("has the ratio, the change and the interval over all of its values", () => {
    const family = familyOf([
      [
        [80, 90, 100],
        [300, 320, 400],
      ],
    ]);
    const row = family.at(0);
    expect([...family.delta]).toEqual([160 - 90]);
    expect(row.ratio).toBeCloseTo(320 / 4 / (90 / 2), 12);
    expect(row.ratioBounds).toEqual({ low: 1.5, high: 2.5 });
    // Counts of next at the exposure of base are the half.
    expect(row.delta).toEqual({ point: 160 - 90, min: 150 - 100, max: 200 - 80 });
    expect(row.interval?.low).toBeCloseTo(counts(100, 300).interval.low, 12);
    expect(row.interval?.high).toBeCloseTo(counts(80, 400).interval.high, 12);
    expect(row.interval?.level).toBe(0.95);
  });

  it("enters with the largest p of its ends, and stays found up to the dispersion of the mildest", () => {
    const family = familyOf([
      [
        [80, 90, 100],
        [300, 320, 400],
      ],
      [
        [100, 110, 120],
        [40, 50, 60],
      ],
    ]);
    const [rise, fall] = [counts(100, 300), counts(100, 60)];
    expect(family.p[0]).toBeCloseTo(rise.p, 12);
    expect(family.p[1]).toBeCloseTo(fall.p, 12);
    expect(family.at(0).breakEvenDispersion).toBeCloseTo(breakEvenDispersion(rise.z, 0.95), 9);
    expect(family.at(1).breakEvenDispersion).toBeCloseTo(breakEvenDispersion(fall.z, 0.95), 9);
    expect([family.at(0).verdict, family.at(1).verdict]).toEqual(["increase", "decrease"]);
  });

  it("that may not have changed has p 1 and bears no dispersion, though it rose at its point", () => {
    const family = familyOf([
      [
        [80, 80, 120],
        [160, 240, 240],
      ],
    ]);
    expect(counts(80, 240).p).toBeLessThan(0.05);
    expect([family.p[0], family.isFound(0)]).toEqual([1, false]);
    const row = family.at(0);
    expect([row.verdict, row.undecided]).toEqual(["inconclusive", "bounds"]);
    expect(row.breakEvenDispersion).toBe(breakEvenDispersion(0, 0.95));
    // The most of base and the least of next are one rate: 100 of 2 and 200 of 4.
    const touching = familyOf([
      [
        [80, 90, 100],
        [200, 220, 240],
      ],
    ]);
    expect([touching.p[0], touching.at(0).pEnd]).toEqual([1, null]);
  });

  it("has every ratio where both sides may have nothing, and none above 0 where next has nothing", () => {
    expect(boundsOf(0, [0, 0, 5])).toEqual({ low: 0, high: Infinity });
    expect(boundsOf([0, 0, 5], 0)).toEqual({ low: 0, high: Infinity });
    expect(boundsOf([5, 7, 9], 0)).toEqual({ low: 0, high: 0 });
    expect(boundsOf(0, [3, 4, 9])).toEqual({ low: Infinity, high: Infinity });
    expect(boundsOf([0, 0, Infinity], [2, 2, Infinity])).toEqual({ low: 0, high: Infinity });
  });
});

describe("a row of few ticks", () => {
  it("is not tested and has its interval all the same, but none where its counts are bounded", () => {
    const family = familyOf([
      [4, 5],
      [[3, 4, 4], 5],
      [[3, 4, 5], 5],
      [100, 200],
    ]);
    expect([...family.p.subarray(0, 3)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(family.familySize).toBe(1);
    const [exact, few, possible] = [0, 1, 2].map((row) => family.at(row));
    expect([exact, few, possible].map(({ undecided }) => undecided)).toEqual([
      "too-few-ticks",
      "too-few-ticks",
      "bounds",
    ]);
    expect(exact.interval?.high).toBeCloseTo(counts(4, 5).interval.high, 12);
    expect([few.interval, possible.interval]).toEqual([null, null]);
    expect([exact, few, possible].map(({ breakEvenDispersion: most }) => most)).toEqual([null, null, null]);
  });

  it("is one with fewer than the tester wants; of just as many it is asked, and may have no p all the same", () => {
    const rows = [
      [4, 5],
      [5, 5],
      [50, 50],
    ] as const;
    const family = familyOf(rows, { tester: saying([0.01, 0.02, Number.NaN], 10) });
    expect([...family.p]).toEqual([Number.NaN, 0.02, Number.NaN]);
    const none = familyOf([[5, 5]], { tester: saying([Number.NaN], 10) });
    expect(none.at(0).undecided).toBe("no-p-value");
    expect(family.at(2)).toMatchObject({ verdict: "inconclusive", undecided: "no-p-value", interval: null });
    expect(family.at(1).interval).toEqual({ low: 1.5, high: 3, level: 0.95 });
  });
});

describe("a family", () => {
  it("finds what has a q of at most 1 - level, times the comparisons that are looked at together", () => {
    const rows = [
      [50, 50],
      [50, 50],
      [50, 50],
    ] as const;
    const rule = { level: 0.75, margin: 1.05 };
    const family = familyOf(rows, { tester: saying([0.25, 0.5, 0.2], 10), rule });
    expect([0, 1, 2].map((row) => family.isFound(row))).toEqual([true, false, true]);
    expect([...family.q]).toEqual([0.25, 0.5, 0.2]);
    const twice = familyOf(rows, { tester: saying([0.25, 0.75, 0.125], 10), rule, comparisons: 2 });
    expect([...twice.q]).toEqual([0.5, 1, 0.25]);
    expect([0, 1, 2].map((row) => twice.isFound(row))).toEqual([false, false, true]);
    expect(twice.qAt(2)).toBe(0.25);
  });

  it("would have found what the base could have shown at equal exposures, and nothing where it has no ticks", () => {
    const family = familyOf([
      [100, 300],
      [0, 30],
    ]);
    expect(family.at(0).minimumDetectable).toEqual(detectableEffect(100 / 0.75, 1, 0.95));
    expect(family.at(1).minimumDetectable).toEqual({ up: null, down: null });
    const noise = familyOf([[100, 300]], { basis: "noise-file" });
    expect(noise.at(0).breakEvenDispersion).toBeNull();
  });

  it("tells the direction of each row as its verdict does", () => {
    const entry = fc.oneof(
      fc.nat({ max: 300 }),
      fc
        .tuple(fc.nat({ max: 20 }), fc.nat({ max: 300 }), fc.nat({ max: 20 }))
        .map(([less, point, more]): Entry => [Math.max(0, point - less), point, point + more]),
      fc.integer({ min: 20_000, max: 24_000 }),
    );
    const row = fc.oneof(
      fc.tuple(entry, entry),
      // Twice the counts are no change: some lie near the margin.
      fc
        .tuple(fc.integer({ min: 20_000, max: 24_000 }), fc.double({ min: 0.9, max: 1.1, noNaN: true }))
        .map(([base, ratio]): [Entry, Entry] => [base, Math.round(2 * base * ratio)]),
      // Of some bounded rows one end is trivial and the other none.
      fc
        .tuple(
          fc.integer({ min: 20_000, max: 24_000 }),
          fc.double({ min: 0.9, max: 1.1, noNaN: true }),
          fc.nat(2000),
        )
        .map(([base, ratio, open]): [Entry, Entry] => {
          const next = Math.round(2 * base * ratio);
          return [base, [next - open, next, next + open]];
        }),
    );
    const basis = fc.constantFrom<Basis>("sampling", "noise-file", "replicates");
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), basis, (rows, tested) => {
        const family = familyOf(rows, { basis: tested });
        for (let i = 0; i < rows.length; i++) {
          const { verdict } = family.at(i);
          expect(family.directionAt(i)).toBe(verdict === "increase" ? 1 : verdict === "decrease" ? -1 : 0);
        }
      }),
    );
  });

  it("has no direction in a row that is found and trivial", () => {
    // 3 % more or less, with a standard error of 0.8 %: within the margin of 5 %, and not 1.
    const family = familyOf([
      [22_000, 45_320],
      [22_000, 42_680],
    ]);
    for (const row of [0, 1])
      expect([family.isFound(row), family.at(row).verdict, family.directionAt(row)]).toEqual([
        true,
        "trivial",
        0,
      ]);
  });

  it("of runs is judged whole, as the ratio of their sums may lie outside of the interval of their means", () => {
    const trivial: RowTester = {
      ...saying([0.001], 10),
      estimateAt: (_row, _end, level) => ({
        ratio: 2,
        interval: { low: 1.01, high: 1.04, level },
        p: 0.001,
        z: 3,
      }),
    };
    const family = familyOf([[50, 200]], { tester: trivial, basis: "replicates" });
    expect([family.isFound(0), family.at(0).verdict, family.directionAt(0)]).toEqual([true, "trivial", 0]);
  });
});
