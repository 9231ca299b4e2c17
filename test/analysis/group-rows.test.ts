import { describe, expect, it } from "vitest";
import { type CompareOptions, compareProfiles } from "../../src/analysis/compare.ts";
import type { DiffResult, GroupRow } from "../../src/analysis/diff-result.ts";
import { parseNormalization } from "../../src/analysis/normalization.ts";
import { listingProfile, completeListing as run } from "./mail-listings.ts";

type Ticks = Readonly<Record<string, number>>;
const compare = (base: Ticks, next: Ticks, options: CompareOptions = {}) =>
  compareProfiles([run(base)], [run(next)], options);
const rowsOf = ({ groups }: DiffResult): Record<string, GroupRow> =>
  Object.fromEntries(Array.from({ length: groups.length }, (_, i) => [groups.nameAt(i), groups.at(i)]));
/** Standard error of ln R that an interval at 95 % tells. */
const errorOf = ({ interval }: GroupRow): number =>
  Math.log((interval?.high ?? Number.NaN) / (interval?.low ?? Number.NaN)) / 2 / 1.96;

describe("groups", () => {
  it("are those that have symbols, with the sums and the number of these", () => {
    const result = compare(
      { kfree: 300, schedule: 200, kmalloc: 100, unheard_of: 50 },
      { kfree: 400, schedule: 210, kmalloc: 120, kzalloc: 30 },
    );
    const rows = rowsOf(result);
    expect(
      Object.values(rows).map(({ group, symbols, base, next }) => [group, symbols, base.point, next.point]),
    ).toEqual([
      ["sched", 1, 200, 210],
      ["mm", 3, 400, 550],
      ["other", 1, 50, 0],
    ]);
    // 110 in all: 760 - 650
    expect(rows["mm"].partOfDelta).toBeCloseTo(150 / 110, 12);
    expect(rows["mm"].share).toEqual({ base: 400 / 650, next: 550 / 760 });
    const { groups } = result;
    expect([...groups.base]).toEqual([200, 400, 50]);
    expect([...groups.next]).toEqual([210, 550, 0]);
    expect([...groups.delta]).toEqual([10, 150, -50]);
    expect([groups.familySize, [...groups.p].length]).toEqual([3, 3]);
    expect(groups.q[1]).toBe(rows["mm"].q);
    expect(groups.p[1]).toBe(rows["mm"].p);
  });

  it("are part of what they are divided by only where all of their rows are", () => {
    const sides = [
      { kfree: 400, kmalloc: 100, schedule: 200 },
      { kfree: 400, kmalloc: 100, schedule: 300 },
    ] as const;
    const anchored = rowsOf(compare(sides[0], sides[1], { normalize: parseNormalization("anchor=^k") }));
    // All of the anchor: it cannot change against itself.
    expect(errorOf(anchored["mm"])).toBeLessThan(1e-6);
    expect(errorOf(anchored["sched"])).toBeCloseTo(Math.sqrt(1 / 200 + 1 / 300 + 2 / 500), 2);
    const half = rowsOf(compare(sides[0], sides[1], { normalize: parseNormalization("anchor=^kfree$") }));
    expect(errorOf(half["mm"])).toBeCloseTo(Math.sqrt(2 / 500 + 2 / 400), 2);
    const plain = rowsOf(compare(sides[0], sides[1]));
    expect(errorOf(plain["mm"])).toBeCloseTo(Math.sqrt(2 / 500), 2);
  });

  it("of a cut listing have what it shows, and at most all that it hides as well", () => {
    const cut = listingProfile({
      rows: [
        ["kfree", 100],
        ["kmalloc", 60],
      ],
      total: 200,
      low: [95, 60],
      high: [110, 65],
    });
    const { mm } = rowsOf(compareProfiles([cut], [run({ kfree: 100, kmalloc: 60 })]));
    expect([mm.base, mm.next]).toEqual([
      { point: 160, min: 155, max: 175 + 40 },
      { point: 160, min: 160, max: 160 },
    ]);
  });

  it("of runs have no p-value where one of them was cut", () => {
    const full = run({ kfree: 100, schedule: 80 });
    const cut = listingProfile({ rows: [["kfree", 100]], total: 180 });
    const pOf = (...base: (typeof full)[]) => [...compareProfiles(base, [full, full, full]).groups.p];
    expect(pOf(full, full, full)).toEqual([1, 1]);
    expect(pOf(full, full, cut)).toEqual([Number.NaN, Number.NaN]);
  });
});
