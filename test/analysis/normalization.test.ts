import { describe, expect, it } from "vitest";
import { compareProfiles } from "../../src/analysis/compare.ts";
import { KERNEL_GROUPS } from "../../src/analysis/kernel-groups.ts";
import { describeNormalization, parseNormalization } from "../../src/analysis/normalization.ts";
import { parseWithout } from "../../src/analysis/without.ts";
import { listingProfile, noSg, sg } from "./mail-listings.ts";
import { findRefusal } from "./refusal.ts";
import { rowOf } from "./row-of.ts";

const base = listingProfile({
  rows: [
    ["default_idle", 500],
    ["kfree", 300],
    ["schedule", 200],
  ],
  seconds: 10,
});
const next = listingProfile({
  rows: [
    ["default_idle", 100],
    ["kfree", 400],
    ["schedule", 400],
  ],
  seconds: 20,
});
const ratioOf = (text: string, name: string): number =>
  rowOf(compareProfiles([base], [next], { normalize: parseNormalization(text) }), name).ratio;

describe("a normalisation", () => {
  it("divides by what it names", () => {
    expect(ratioOf("none", "kfree")).toBeCloseTo(400 / 300, 12);
    expect(ratioOf("time", "kfree")).toBeCloseTo(400 / 20 / (300 / 10), 12);
    expect(ratioOf("work=3:5", "kfree")).toBeCloseTo(400 / 5 / (300 / 3), 12);
    expect(ratioOf("anchor=^sched", "kfree")).toBeCloseTo(400 / 400 / (300 / 200), 12);
    expect(ratioOf("anchor=^sched", "schedule")).toBe(1);
    // Idle is left out of the totals: 800 and 500 are left.
    expect(ratioOf("total", "kfree")).toBeCloseTo(400 / 800 / (300 / 500), 12);
    expect(ratioOf("total", "default_idle")).toBeCloseTo(100 / 800 / (500 / 500), 12);
    // Ratios are 1/5, 4/3 and 2: the median is 4/3.
    expect(ratioOf("median-of-ratios", "kfree")).toBeCloseTo(1, 12);
    expect(ratioOf("median-of-ratios", "schedule")).toBeCloseTo(1.5, 12);
  });

  it("to shares has the variance (1-px)/x + (1-py)/y", () => {
    const result = compareProfiles([noSg], [sg], { normalize: { kind: "total" } });
    const { interval, ratio } = rowOf(result, "file_read_actor");
    const error = Math.sqrt((1 - 548 / 2874) / 548 + (1 - 615 / 3222) / 615);
    expect(ratio).toBeCloseTo(615 / 3222 / (548 / 2874), 12);
    expect(Math.log((interval?.high ?? 0) / (interval?.low ?? 0))).toBeCloseTo(2 * 1.95996 * error, 3);
    // The total itself is told per run: its share of itself has nothing to tell.
    expect(result.total.ratio.toFixed(4)).toBe("1.1211");
  });

  it("by an anchor adds the anchor's own noise", () => {
    const { interval } = rowOf(
      compareProfiles([base], [next], { normalize: parseNormalization("anchor=^sched") }),
      "kfree",
    );
    const error = Math.sqrt(1 / 300 + 1 / 400 + 1 / 200 + 1 / 400);
    expect(Math.log((interval?.high ?? 0) / (interval?.low ?? 0))).toBeCloseTo(2 * 1.95996 * error, 2);
  });

  it("is refused where a side lacks what it divides by, and where its text is wrong", () => {
    expect(() => compareProfiles([noSg], [sg], { normalize: { kind: "time" } })).toThrow(/how many seconds/);
    expect(() => ratioOf("anchor=nothing", "kfree")).toThrow(/has 0 ticks/);
    for (const [text, column] of [
      ["tottal", 1],
      ["work=3", 6],
      ["work=3:x", 8],
      ["work=-1:2", 6],
      ["anchor=(", 8],
      ["none=1", 6],
      ["work= :2", 6],
      ["work=1: ", 8],
      ["work=0:1", 6],
      ["work=1:0", 8],
      ["work=1:-2", 8],
      ["work=Infinity:1", 6],
      ["work=1:Infinity", 8],
      ["anchor", 7],
      ["anchor=", 8],
      ["=x", 1],
    ] as const) {
      const refusal = findRefusal(() => parseNormalization(text));
      expect(refusal?.location?.column, text).toBe(column);
    }
    for (const text of ["none", "work=3:5", "anchor=^a|b", "work"])
      expect(describeNormalization(parseNormalization(text))).toBe(text);
  });
});

describe("what is left out", () => {
  const without = parseWithout(["group:idle"], KERNEL_GROUPS);

  it("is out of rows and totals on both sides, and said", () => {
    const result = compareProfiles([base], [next], { without });
    expect([result.total.base.point, result.total.next.point, result.symbols.length]).toEqual([500, 800, 2]);
    expect(result.notes.map(({ message }) => message).join()).toMatch(
      /group idle, 1 symbol with 500 and 100 ticks/,
    );
    expect(compareProfiles([noSg], [sg], { without }).notes.map(({ code }) => code)).toContain(
      "without/took-nothing",
    );
  });

  it("leaves the total in bounds where the other listing may hide it", () => {
    const result = compareProfiles([noSg], [sg], {
      without: parseWithout(["symbol:del_timer"], KERNEL_GROUPS),
    });
    expect(result.total.base).toEqual({ point: 2874, min: 2874 - 47, max: 2874 });
    expect(result.total.next).toEqual({ point: 3222 - 49, min: 3222 - 49, max: 3222 - 49 });
  });

  it("may be all that a cut listing hides where it is a group, and the rows that are left are counted", () => {
    // 2874 ticks, 1872 of them shown, 548 of these by file_read_actor: 1324 to 2326 are left.
    const result = compareProfiles([noSg], [sg], { without: parseWithout(["group:copy"], KERNEL_GROUPS) });
    expect(result.total.base).toEqual({ point: 2326, min: 1324, max: 2326 });
    expect(result.total.next).toEqual({ point: 3222 - 615, min: 2067 - 615, max: 3222 - 615 });
    expect([result.total.verdict, result.total.undecided]).toEqual(["inconclusive", "bounds"]);
    expect([result.base.rows, result.next.rows, result.base.totalBounds]).toEqual([
      13,
      13,
      { min: 1324, max: 2326 },
    ]);
    expect(result.notes.map(({ message }) => message).join()).toMatch(/the listing may hide more of them/);
    // Nothing hides where everything is listed.
    const complete = compareProfiles([base], [next], { without });
    expect(complete.base.totalBounds).toEqual({ min: 500, max: 500 });
  });

  it("is up to the cutoff of a symbol that no listing shows", () => {
    const unseen = parseWithout(["symbol:never_seen"], KERNEL_GROUPS);
    const { total, notes } = compareProfiles([noSg], [sg], { without: unseen });
    expect([total.base.min, total.next.min]).toEqual([2874 - 47, 3222 - 47]);
    expect(notes.map(({ message }) => message).join()).toMatch(
      /took no symbol out, but the listing may hide one/,
    );
  });

  it("must be a group or a symbol", () => {
    expect(() => parseWithout(["idle"], KERNEL_GROUPS)).toThrow(/cannot read/);
    expect(() => parseWithout(["group:idel"], KERNEL_GROUPS)).toThrow(/no group "idel"/);
  });
});
