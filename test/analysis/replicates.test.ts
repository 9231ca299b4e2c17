import { describe, expect, it } from "vitest";
import { compareProfiles } from "../../src/analysis/compare.ts";
import { compareSeveral } from "../../src/analysis/compare-several.ts";
import { findCostShifts } from "../../src/analysis/cost-shift.ts";
import { KERNEL_GROUPS } from "../../src/analysis/kernel-groups.ts";
import { measureNoise } from "../../src/analysis/measure-noise.ts";
import { planRuns } from "../../src/analysis/plan.ts";
import { readNoiseFile } from "../../src/analysis/read-noise-file.ts";
import { parseSymbolMapping } from "../../src/analysis/symbol-mapping.ts";
import { runsNeeded } from "../../src/stats/power.ts";
import { listingProfile } from "./mail-listings.ts";
import { rowOf } from "./row-of.ts";

/** A listing that states no total. */
const open = (f: number, g: number) =>
  listingProfile({
    rows: [
      ["f", f],
      ["g", g],
    ],
    coverage: { kind: "unstated", absent: "unknown" },
  });

/** Two functions that one name stands for, of which no listing shows the second. */
const SUM = parseSymbolMapping(["sum=g+unseen"]);

type Rows = Readonly<Record<string, number>>;
const run = (rows: Rows, bytes?: number) =>
  listingProfile({
    rows: Object.entries(rows).filter(([, ticks]) => ticks > 0),
    ...(bytes === undefined ? {} : { bytes }),
    coverage: { kind: "complete" },
  });
const memoryRun = ([kfree, kmalloc, kzalloc, schedule]: readonly number[]) =>
  run({ kfree, kmalloc, kzalloc, schedule });
const shifts = (base: readonly number[], next: readonly number[]) =>
  findCostShifts(compareProfiles([memoryRun(base)], [memoryRun(next)])).map(({ group, largest }) => [
    group,
    largest.length,
  ]);
// Variance 100 about a mean of 100: dispersion 1.
const calm = [90, 100, 110, 90, 110];

describe("replicates", () => {
  it("have no p-value of a total that no listing states, nor of a mapped row that nothing bounds", () => {
    const base = [open(100, 200), open(101, 203), open(99, 198)];
    const next = [open(150, 201), open(155, 200), open(149, 204)];
    for (const [runs, options] of [
      [2, {}],
      [3, {}],
      [3, { paired: true }],
    ] as const) {
      const sides = [base.slice(0, runs), next.slice(0, runs)] as const;
      const result = compareProfiles(...sides, options);
      for (const row of [result.total, rowOf(compareProfiles(...sides, { ...options, mapping: SUM }), "sum")])
        expect(row).toMatchObject({ p: Number.NaN, interval: null, undecided: "no-p-value" });
      expect(rowOf(result, "f").p).toBeLessThan(0.05);
    }
  });

  it("count a symbol that a complete list lacks as zero", () => {
    const base = [run({ kfree: 100 }), run({ kfree: 100 }), run({ kfree: 100 })];
    const next = [run({ kfree: 100, rare: 60 }), run({ kfree: 100 }), run({ kfree: 100 })];
    // One run in three has it: 60, 0, 0 about a mean of 20 is a dispersion of (40^2 + 20^2 + 20^2) / 20 / 4 = 30.
    const row = rowOf(compareProfiles(base, next), "rare");
    expect([row.base.point, row.next.point]).toEqual([0, 60]);
    expect(row.dispersion).toBeGreaterThan(15);
    expect(row.verdict).toBe("inconclusive");
  });

  it("divide by the work of each run", () => {
    const base = calm.map((ticks) => run({ kfree: ticks, schedule: 200 }, 1e6));
    const next = calm.map((ticks) => run({ kfree: 2 * ticks, schedule: 400 }, 2e6));
    const result = compareProfiles(base, next, { normalize: { kind: "work", amounts: null } });
    expect(result.total.ratio).toBeCloseTo(1, 12);
    expect(rowOf(result, "kfree").delta.point).toBeCloseTo(0, 9);
    expect(compareProfiles(base, next).total.ratio).toBeCloseTo(2, 12);
    expect(compareProfiles(base, next).notes.map(({ code }) => code)).toContain("comparable/other-bytes");
  });

  it("are tested as their number allows, and refused where no p-value would be honest", () => {
    const runs = calm.map((ticks) => run({ kfree: ticks }));
    expect(compareProfiles(runs, runs).method).toMatch(/quasi-Poisson/);
    expect(compareProfiles(runs.slice(0, 2), runs.slice(0, 2)).method).toMatch(/Welch/);
    expect(compareProfiles(runs, runs, { paired: true }).method).toMatch(/paired/);
    expect(() => compareProfiles(runs.slice(0, 1), runs.slice(0, 2))).toThrow(/cannot be told/);
    expect(() => compareProfiles(runs.slice(0, 3), runs, { paired: true })).toThrow(/pairs/);
  });

  it("do not test what a cut listing hides in one of them", () => {
    const cut = listingProfile({ rows: [["kfree", 100]], total: 180 });
    const full = run({ kfree: 100, schedule: 80 });
    const row = rowOf(compareProfiles([full, full, cut], [full, full, full]), "schedule");
    expect([row.verdict, row.undecided, row.p]).toEqual(["inconclusive", "no-p-value", Number.NaN]);
    // Nor the sum of a row that it lists and one that it hides: as many ticks as ever may be missing from that.
    const mapping = parseSymbolMapping(["memory=kfree+schedule"]);
    const side = (runs: readonly number[]) => runs.map((kfree) => run({ kfree, schedule: 80 }));
    const [base, next] = [side([100, 101, 99]), side([200, 202, 198])];
    const sum = (runs: typeof base) => rowOf(compareProfiles(runs, next, { mapping }), "memory");
    expect(sum(base).p).toBeLessThan(0.05);
    const { base: counts, p, interval } = sum([...base.slice(1), cut]);
    expect([counts.min, counts.max, p, interval]).toEqual([
      181 + 179 + 100,
      181 + 179 + 180,
      Number.NaN,
      null,
    ]);
  });

  it("taken in pairs lose what drifts from pair to pair", () => {
    const drift = [100, 200, 400, 800, 1600];
    const base = drift.map((ticks) => run({ kfree: ticks, schedule: 1000 }));
    const next = drift.map((ticks) => run({ kfree: 1.5 * ticks, schedule: 1000 }));
    expect(rowOf(compareProfiles(base, next), "kfree").verdict).toBe("inconclusive");
    expect(rowOf(compareProfiles(base, next, { paired: true }), "kfree").verdict).toBe("increase");
  });
});

describe("a noise file", () => {
  const noise = measureNoise(
    calm.map((ticks) => run({ kfree: ticks, schedule: 500 })),
    KERNEL_GROUPS,
  );

  it("holds the dispersion of each symbol: 400 / 100 / 4 for runs of 90, 100, 110, 90, 110", () => {
    expect(noise.symbols.find(({ symbol }) => symbol === "kfree")?.phi).toBeCloseTo(1, 12);
    expect(noise.symbols.find(({ symbol }) => symbol === "schedule")?.phi).toBe(0);
    // The total varies by the same 400, about 600.
    expect(noise.total.phi).toBeCloseTo(400 / 600 / 4, 12);
    const { low, high } = noise.total.interval;
    expect(low < noise.total.phi && noise.total.phi < high).toBe(true);
  });

  it("comes back from JSON as it went, and is refused with the field that is wrong", () => {
    expect(readNoiseFile(JSON.parse(JSON.stringify(noise)), "n.json")).toEqual(noise);
    expect(() => readNoiseFile({ ...noise, total: { ...noise.total, phi: "1" } }, "n.json")).toThrow(
      /total\.phi/,
    );
    expect(() => readNoiseFile({ schema: "zcprof.diff/1" }, "n.json")).toThrow(/schema/);
  });

  it("widens intervals, and leaves a symbol that it has not seen without a p-value", () => {
    const [base, next] = [run({ kfree: 100, schedule: 500 }), run({ kfree: 160, schedule: 500, fresh: 50 })];
    const plain = rowOf(compareProfiles([base], [next]), "kfree");
    const widened = compareProfiles([base], [next], { noise });
    expect(rowOf(widened, "kfree").interval?.high).toBeGreaterThan(plain.interval?.high ?? 0);
    expect(widened.basis).toBe("noise-file");
    const fresh = rowOf(widened, "fresh");
    expect([fresh.p, fresh.undecided, fresh.interval]).toEqual([Number.NaN, "no-p-value", null]);
  });

  it("does not fit another normalisation, three runs at least, complete lists only", () => {
    const pair = run({ kfree: 100 });
    expect(() => compareProfiles([pair], [pair], { noise, normalize: { kind: "total" } })).toThrow(
      /measured under/,
    );
    expect(() => measureNoise([pair, pair], KERNEL_GROUPS)).toThrow(/three/);
    const cut = listingProfile({ rows: [["kfree", 100]], total: 180 });
    expect(() => measureNoise([cut, pair, pair], KERNEL_GROUPS)).toThrow(/cut/);
  });
});

describe("several sides against one base", () => {
  it("pay for their number: every q is that of one comparison times their number", () => {
    const [base, next] = [run({ kfree: 1000, schedule: 500 }), run({ kfree: 1130, schedule: 500 })];
    const alone = rowOf(compareProfiles([base], [next]), "kfree");
    const { results } = compareSeveral([base], [[next], [next], [next]]);
    expect(rowOf(results[0], "kfree").q).toBeCloseTo(3 * alone.q, 12);
    expect([alone.verdict, rowOf(results[2], "kfree").verdict]).toEqual(["increase", "increase"]);
  });
});

describe("a cost shift", () => {
  it("is one finding where a group's sum stays and its members trade ticks", () => {
    const base = run({ kfree: 6000, kmalloc: 14000, schedule: 3000 });
    const next = run({ kfree: 8000, kmalloc: 12000, schedule: 3000 });
    const result = compareProfiles([base], [next]);
    const [shift, ...others] = findCostShifts(result);
    expect(others).toEqual([]);
    expect([
      shift.group,
      ...Array.from(
        shift.members,
        (row) => `${result.symbols.nameAt(row)} ${result.symbols.at(row).verdict}`,
      ),
    ]).toEqual(["mm", "kfree increase", "kmalloc decrease"]);
    const grown = run({ kfree: 8000, kmalloc: 14000, schedule: 3000 });
    expect(findCostShifts(compareProfiles([base], [grown]))).toEqual([]);
  });
});

describe("what is no cost shift", () => {
  it("is a group whose members move one way only, or do not move", () => {
    expect(shifts([500, 40_000, 40_000, 3000], [700, 40_000, 40_000, 3000])).toEqual([]);
    expect(shifts([700, 40_000, 40_000, 3000], [500, 40_000, 40_000, 3000])).toEqual([]);
    expect(shifts([9000, 9000, 9000, 3000], [9000, 9000, 9000, 3000])).toEqual([]);
    // Two of a group that stands still; the third was not found to move and is no member.
    expect(shifts([9000, 12_000, 9000, 3000], [10_000, 11_000, 9010, 3000])).toEqual([["mm", 2]]);
    // Its members trade, but the sum rose by 22 %.
    expect(shifts([6000, 14_000, 0, 3000], [12_000, 12_500, 0, 3000])).toEqual([]);
    // 1.645 sqrt(2 / 2700) = .045 lies within ln 1.05 = .049, 1.96 sqrt(2 / 2700) = .053 does not: equivalent
    expect(shifts([700, 2000, 0, 3000], [1000, 1700, 0, 3000])).toEqual([["mm", 2]]);
  });

  it("is what stands in another group, and of a group that fell by less than the margin it is one", () => {
    // 60,000 to 61,200 is +2 %, surely (1.96 * sqrt(121,200) = 682) and within 5 %: trivial, and the members trade.
    const base = run({ kfree: 20_000, kmalloc: 40_000, schedule: 5000 });
    const next = run({ kfree: 24_200, kmalloc: 37_000, schedule: 9000 });
    const result = compareProfiles([base], [next]);
    const [{ group, ratio, members, largest }, ...others] = findCostShifts(result);
    const names = (rows: Uint32Array) => Array.from(rows, (row) => result.symbols.nameAt(row));
    expect(others).toEqual([]);
    expect([group, names(members).sort(), names(largest)]).toEqual([
      "mm",
      ["kfree", "kmalloc"],
      ["kfree", "kmalloc"],
    ]);
    expect(ratio).toBeCloseTo(61_200 / 60_000, 12);
  });
});

describe("a plan", () => {
  it("is made for the total and the rows that are open, the most ticks of base first, each at its share of alpha", () => {
    const base = run({ kfree: 30, kmalloc: 90, schedule: 60, memcpy: 1000 });
    const next = run({ kfree: 33, kmalloc: 85, schedule: 61, memcpy: 2000, fresh: 12, few: 3 });
    const result = compareProfiles([base], [next]);
    const plan = planRuns(result);
    // memcpy rose and so did the total; fresh and few have no ticks to plan with.
    expect(plan.rows.map(({ name, meanTicks, dispersion }) => [name, meanTicks, dispersion])).toEqual([
      ["kmalloc", 90, 1],
      ["schedule", 60, 1],
      ["kfree", 30, 1],
    ]);
    expect(plan.assumesSampling).toBe(true);
    expect(result.symbols.familySize).toBe(5);
    expect(plan.rows[0].runs).toEqual(
      [1.1, 1.2, 1.5].map((ratio) => ({
        ratio,
        needed: runsNeeded({ ratio, meanTicks: 90, dispersion: 1, alpha: 0.05 / 5 }),
      })),
    );
    expect(planRuns(result, 2).rows.map(({ name }) => name)).toEqual(["kmalloc", "schedule"]);
    // Of a total that is open there is one, so that it is planned at the whole alpha; ticks are those of one run.
    const open = compareProfiles(
      [100, 120, 80].map((kfree) => run({ kfree })),
      [110, 130, 90].map((kfree) => run({ kfree })),
    );
    const [total] = planRuns(open).rows;
    expect([total.name, total.meanTicks]).toEqual(["total", 100]);
    const { dispersion } = open.total;
    expect(total.runs[0].needed).toBe(
      runsNeeded({ ratio: 1.1, meanTicks: 100, dispersion, alpha: 1 - 0.95 }),
    );
  });

  it("knows no number of runs for a total that base does not count", () => {
    const [total, ...others] = planRuns(compareProfiles([run({ kfree: 0 })], [run({ kfree: 5 })])).rows;
    expect([total.name, total.meanTicks, total.runs.map(({ needed }) => needed)]).toEqual([
      "total",
      0,
      [null, null, null],
    ]);
    expect(others).toEqual([]);
  });

  it("asks for fewer runs the larger the change, and says when it only assumes the noise", () => {
    const runs = calm.map((ticks) => run({ kfree: ticks, schedule: 500 }));
    const plan = planRuns(compareProfiles(runs, runs));
    const kfree = plan.rows.find(({ name }) => name === "kfree");
    const needed = kfree?.runs.map((entry) => entry.needed ?? Infinity) ?? [];
    expect(needed[0] > needed[1] && needed[1] > needed[2]).toBe(true);
    // (1.96 + .84)^2 * (1 + 1/1.1) / 100 / (ln 1.1)^2 = 16.5 at alpha .05; more at .025 for two symbols
    expect(needed[0]).toBeGreaterThan(17);
    expect(needed[0]).toBeLessThan(25);
    expect(plan.assumesSampling).toBe(false);
  });
});
