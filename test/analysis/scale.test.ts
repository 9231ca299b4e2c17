import { describe, expect, it } from "vitest";
import { alignProfiles } from "../../src/analysis/align.ts";
import { compileGroupRules, type GroupRules } from "../../src/analysis/group-rules.ts";
import { KERNEL_GROUPS } from "../../src/analysis/kernel-groups.ts";
import { parseNormalization } from "../../src/analysis/normalization.ts";
import { RowGroups } from "../../src/analysis/row-groups.ts";
import { boundRun } from "../../src/analysis/run-counts.ts";
import { type ResolvedScale, resolveScale } from "../../src/analysis/scale.ts";
import type { Profile } from "../../src/model/profile.ts";
import { completeListing as run } from "./mail-listings.ts";
import { sayRefusal } from "./refusal.ts";

const scaleOf = (
  text: string,
  base: readonly Profile[],
  next: readonly Profile[],
  rules: GroupRules = KERNEL_GROUPS,
): ResolvedScale => {
  const alignment = alignProfiles([...base, ...next]);
  const runs = alignment.profiles.map((_, p) => boundRun(alignment, p));
  const groups = new RowGroups(alignment, rules);
  return resolveScale(parseNormalization(text), { alignment, groups, runs, baseRuns: base.length });
};
const refusalOf = (text: string, base: readonly Profile[], next: readonly Profile[]): string =>
  sayRefusal(() => scaleOf(text, base, next));
const exposures = ({ scale: { base, next } }: ResolvedScale) => [base, next];

describe("exposures", () => {
  const [a, b, c] = [1, 2, 4].map((times) => run({ f: 10 * times }, { seconds: times, bytes: 3 * times }));

  it("are equal, those that the runs state, or those of the sides, and nothing is said of them", () => {
    for (const [text, base, next] of [
      ["none", [1, 1], [1]],
      ["time", [1, 2], [4]],
      ["work", [3, 6], [12]],
      ["work=5:7", [5, 5], [7]],
    ] as const) {
      const resolved = scaleOf(text, [a, b], [c]);
      expect([text, ...exposures(resolved)]).toEqual([text, base, next]);
      expect([resolved.notes, resolved.scale.countsTicks, resolved.scale.contains(0)]).toEqual([
        [],
        false,
        false,
      ]);
    }
  });

  it("that a run does not state, or states as nothing, are refused", () => {
    expect(refusalOf("time", [a], [run({ f: 1 }, { path: "x.txt" })])).toBe(
      "incomparable normalize/no-seconds: x.txt does not say how many seconds it covers",
    );
    expect(refusalOf("work", [a], [run({ f: 1 }, { bytes: 0, path: "x.txt" })])).toBe(
      "incomparable normalize/no-bytes: x.txt does not say how many bytes it covers",
    );
  });
});

describe("the busy total", () => {
  const rules = compileGroupRules([{ name: "idle", symbol: "^idle$" }], "rules");

  it("is all that is not idle, and says how much was", () => {
    const base = [run({ idle: 30, f: 70 }), run({ idle: 5, f: 45 })];
    const next = [run({ f: 60, g: 20 }), run({ idle: 7, g: 40 })];
    const resolved = scaleOf("total", base, next, rules);
    expect(exposures(resolved)).toEqual([
      [70, 45],
      [80, 40],
    ]);
    const { scale } = resolved;
    expect([scale.countsTicks, ...[0, 1, 2].map((row) => scale.contains(row))]).toEqual([
      true,
      false,
      true,
      true,
    ]);
    const message = "idle ticks (35 of base, 7 of next) are left out of the totals that ticks are divided by";
    expect(resolved.notes).toEqual([{ code: "normalize/idle-left-out", message }]);
    expect(scaleOf("total", [base[0]], [next[0]], rules).notes[0].message).toMatch(
      /\(30 of base, 0 of next\)/,
    );
    expect(scaleOf("total", [next[0]], [base[0]], rules).notes[0].message).toMatch(
      /\(0 of base, 30 of next\)/,
    );
  });

  it("says nothing where nobody idles, and is refused where nobody does anything else", () => {
    const busy = run({ f: 60 });
    expect(scaleOf("total", [busy], [busy], rules).notes).toEqual([]);
    expect(refusalOf("total", [busy], [run({ default_idle: 9 }, { path: "x.txt" })])).toBe(
      "incomparable normalize/nothing-to-divide-by: busy total has 0 ticks in x.txt",
    );
  });
});

describe("the median of ratios", () => {
  it("is over the symbols that every run counts, relative to the first run", () => {
    // Ratios 4, 1 and 2; d has none.
    const base = run({ a: 100, b: 100, c: 100, d: 0 });
    const next = run({ a: 400, b: 100, c: 200, d: 500 });
    const resolved = scaleOf("median-of-ratios", [base], [next]);
    expect(resolved.scale.base).toEqual([1]);
    expect(resolved.scale.next[0]).toBeCloseTo(2, 12);
    expect(resolved.scale.countsTicks).toBe(false);
    expect(resolved.notes.map(({ code }) => code)).toEqual(["normalize/median"]);
    expect(resolved.notes[0].message).toMatch(/every run counts \(1, 2\.000\);/);
    // Of two, the middle of their logarithms: sqrt(4 * 1).
    const two = scaleOf("median-of-ratios", [run({ a: 100, b: 100 })], [run({ a: 400, b: 100 })]);
    expect(two.scale.next[0]).toBeCloseTo(2, 12);
    // Twice and three times the same run.
    const times = [2, 6, 4].map((factor) => run({ a: 10 * factor, b: 70 * factor, c: 30 * factor }));
    const [x, y] = exposures(scaleOf("median-of-ratios", times.slice(0, 2), times.slice(2)));
    expect(x[1]).toBeCloseTo(3, 12);
    expect(y[0]).toBeCloseTo(2, 12);
  });

  it("is refused where no symbol has ticks in every run", () => {
    expect(refusalOf("median-of-ratios", [run({ a: 1 })], [run({ b: 1 })])).toBe(
      "incomparable normalize/nothing-in-both: no symbol has ticks in every run, so there is no median of ratios",
    );
  });
});

describe("an anchor", () => {
  it("is the sum of its rows, which are part of it; of rows that overlap there may be one", () => {
    const [base, next] = [run({ main: 100, mend: 20, f: 60 }), run({ main: 120, mend: 0, f: 70 })];
    const resolved = scaleOf("anchor=^m", [base], [next]);
    expect(exposures(resolved)).toEqual([[120], [120]]);
    expect([resolved.scale.countsTicks, ...[0, 1, 2].map((row) => resolved.scale.contains(row))]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(resolved.notes).toEqual([]);
    expect(refusalOf("anchor=^z", [base], [next])).toMatch(
      /^incomparable normalize\/nothing-to-divide-by: anchor \^z has 0 ticks/,
    );
    const inclusive = [base, next].map((profile) => ({
      ...profile,
      provenance: { ...profile.provenance, facts: { countedBy: "inclusive" as const } },
    }));
    expect(refusalOf("anchor=^m", inclusive.slice(0, 1), inclusive.slice(1))).toMatch(
      /^incomparable normalize\/overlap: the anchor takes 2 rows/,
    );
    expect(exposures(scaleOf("anchor=^main$", inclusive.slice(0, 1), inclusive.slice(1)))).toEqual([
      [100],
      [120],
    ]);
  });
});
