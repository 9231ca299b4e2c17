import { describe, expect, it } from "vitest";
import { compareProfiles } from "../../src/analysis/compare.ts";
import type { DiffResult } from "../../src/analysis/diff-result.ts";
import type { Profile } from "../../src/model/profile.ts";
import type { RunFacts } from "../../src/model/provenance.ts";
import { listingProfile, completeListing as run } from "./mail-listings.ts";
import { findRefusal } from "./refusal.ts";

const counted = (countedBy: RunFacts["countedBy"], ...profiles: readonly Profile[]): Profile[] =>
  profiles.map((profile) => ({
    ...profile,
    provenance: { ...profile.provenance, facts: countedBy === undefined ? {} : { countedBy } },
  }));
const idleNotes = (base: readonly Profile[], next: readonly Profile[]): string[] =>
  compareProfiles(base, next)
    .notes.filter(({ code }) => code === "comparable/idle")
    .map(({ message }) => message);
const groupsOf = ({ symbols }: DiffResult): string[] =>
  Array.from({ length: symbols.length }, (_, i) => `${symbols.nameAt(i)} ${symbols.groupAt(i)}`);

const codesOf = (result: DiffResult) => result.notes.map(({ code }) => code);
const renamedIn = (result: DiffResult) => result.renameCandidates.map(({ gone }) => gone);

describe("two sides", () => {
  it("are told where only one counts idle time of a hundredth of a run or more", () => {
    const [busy, idle, bored] = [
      run({ f: 990 }),
      run({ default_idle: 10, f: 990 }),
      run({ default_idle: 9, f: 991 }),
    ];
    expect(idleNotes([idle, idle], [busy, busy])).toEqual(["only base counts idle time (20 ticks)"]);
    expect(idleNotes([busy, busy], [busy, idle])).toEqual(["only next counts idle time (10 ticks)"]);
    for (const [base, next] of [
      [idle, idle],
      [busy, busy],
      [busy, bored],
    ])
      expect(idleNotes([base], [next])).toEqual([]);
  });

  it("keep the groups of their rows where rows before them are left out", () => {
    const sides = [
      run({ default_idle: 50, kfree: 30, schedule: 20 }),
      run({ default_idle: 60, kfree: 40, schedule: 20 }),
    ];
    const without = [{ kind: "symbol", name: "default_idle" }] as const;
    expect(groupsOf(compareProfiles([sides[0]], [sides[1]], { without }))).toEqual([
      "kfree mm",
      "schedule sched",
    ]);
  });

  it("are not told of work that differs where they are divided by it, nor of anything where nothing differs", () => {
    const [base, next] = [run({ f: 100 }, { seconds: 1 }), run({ f: 200 }, { seconds: 2 })];
    expect(codesOf(compareProfiles([base], [next]))).toEqual(["comparable/other-seconds"]);
    expect(codesOf(compareProfiles([base], [next], { normalize: { kind: "time" } }))).toEqual([]);
    expect(codesOf(compareProfiles([base], [base]))).toEqual([]);
  });

  it("have no groups where rows overlap, and renamed functions only where rows are functions", () => {
    const [base, next] = [run({ copy_user: 50, f: 100 }), run({ "copy_user.part.0": 50, f: 100 })];
    const resultOf = (countedBy: RunFacts["countedBy"]) => {
      const [x, y] = counted(countedBy, base, next);
      return compareProfiles([x], [y]);
    };
    expect([
      renamedIn(resultOf(undefined)),
      renamedIn(resultOf("inclusive")),
      renamedIn(resultOf("module")),
    ]).toEqual([["copy_user"], ["copy_user"], []]);
    const { groups } = resultOf("inclusive");
    expect([groups.length, groups.familySize, groups.p.length, groups.delta.length]).toEqual([0, 0, 0, 0]);
    expect(() => groups.at(0)).toThrow(RangeError);
    expect(() => groups.nameAt(3)).toThrow("there is no group 3");
    expect(resultOf("module").groups.length).toBeGreaterThan(0);
  });

  it("are refused at a level at which two one-sided tests decide nothing", () => {
    const base = run({ f: 100 });
    for (const level of [0.5, 1, 0, Number.NaN])
      expect(
        findRefusal(() => compareProfiles([base], [base], { level })),
        String(level),
      ).toMatchObject({ kind: "usage", code: "diff/level" });
    expect(compareProfiles([base], [base], { level: 0.51 }).level).toBe(0.51);
  });
});

/** Runs of so many bytes, with so many ticks a byte. */
const runsOf = (work: readonly number[], f: number, g: number) =>
  work.map((bytes) => run({ f: f * bytes, g: g * bytes }, { bytes }));

describe("a total", () => {
  it("that is divided by ticks has their noise beside its own, and is no part of them", () => {
    const result = compareProfiles([run({ f: 300, g: 100 })], [run({ f: 500, g: 100 })], {
      normalize: { kind: "anchor", pattern: /^g$/ },
    });
    const { low, high } = result.total.interval ?? { low: Number.NaN, high: Number.NaN };
    const error = Math.sqrt(1 / 400 + 1 / 600 + 1 / 100 + 1 / 100);
    expect(Math.log(high / low) / 2).toBeCloseTo(1.96 * error, 2);
  });

  it("of runs of other work changes by what its rows change at the work of base", () => {
    const { symbols, total, exposure } = compareProfiles(
      runsOf([2, 5, 1], 100, 50),
      runsOf([1, 2, 4], 130, 40),
      {
        normalize: { kind: "work", amounts: null },
      },
    );
    expect(exposure).toEqual({ base: 8, next: 7 });
    // 8 units of 130 + 40 against 100 + 50
    expect(total.delta.point).toBeCloseTo(8 * 20, 9);
    expect([0, 1].map((row) => symbols.at(row).partOfDelta)).toEqual([
      expect.closeTo(30 / 20, 12),
      expect.closeTo(-10 / 20, 12),
    ]);
  });

  it("of runs is tested, cut or not, as are the rows that a cut run lists", () => {
    const full = run({ kfree: 100, schedule: 80 });
    const cut = listingProfile({ rows: [["kfree", 100]], total: 180 });
    const { total, symbols } = compareProfiles([full, full, cut], [full, full, full]);
    expect(total.p).toBe(1);
    expect(symbols.nameAt(0)).toBe("kfree");
    expect([symbols.p[0], symbols.p[1]]).toEqual([1, Number.NaN]);
  });
});
