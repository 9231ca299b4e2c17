import { describe, expect, it } from "vitest";
import type { CountColumn } from "../../src/analysis/count-column.ts";
import { PairTester, samplingMethod } from "../../src/analysis/pair-tester.ts";
import { PartlyKnownTester } from "../../src/analysis/partly-known-tester.ts";
import { FEW_RUNS, PAIRED, QUASI_POISSON } from "../../src/analysis/replicate-tester.ts";
import type { FamilyRows, RowTester } from "../../src/analysis/row-tester.ts";
import { UNTESTED } from "../../src/analysis/untested.ts";
import type { RatioEstimate } from "../../src/stats/ratio.ts";
import { tTwoSidedP } from "../../src/stats/t-distribution.ts";

const column = (point: readonly number[], min = point, max = point): CountColumn => ({
  point: Float64Array.from(point),
  min: Float64Array.from(min),
  max: Float64Array.from(max),
});
const family = (
  base: readonly CountColumn[],
  next: readonly CountColumn[],
  rest: Partial<FamilyRows> = {},
): FamilyRows => ({
  kind: "symbols",
  base,
  next,
  scale: { base: base.map(() => 1), next: next.map(() => 1), countsTicks: false, contains: () => false },
  contains: () => false,
  hides: () => false,
  keyOf: String,
  ...rest,
});
/** One run a side, divided by sums of ticks. */
const byTicks = (
  base: CountColumn,
  next: CountColumn,
  exposures: readonly [number, number],
  member: boolean,
) =>
  samplingMethod("midp").makeTester(
    family([base], [next], {
      scale: { base: [exposures[0]], next: [exposures[1]], countsTicks: true, contains: () => member },
      contains: () => member,
    }),
  );
/** Runs of `centre` and of that much below and above: Pearson's squares are 2 spread^2 / centre a side. */
const threeRuns = (...rows: readonly (readonly [centre: number, spread: number])[]): CountColumn[] =>
  [-1, 0, 1].map((way) => column(rows.map(([centre, spread]) => centre + way * spread)));
const estimate = (z: number, p: number, low: number, high: number): RatioEstimate => ({
  ratio: 1.5,
  interval: { low, high, level: 0.95 },
  p,
  z,
});
const told = (whole: RatioEstimate): RowTester => ({
  minTicks: 7,
  pAt: () => whole.p,
  testPoints: () => null,
  estimateAt: () => whole,
  dispersionAt: () => whole.z,
});

describe("a pair of profiles", () => {
  // Of 16 ticks: C(16, k) / 2^16.
  const midp = { "6:10": (2 * (6885 + 8008 / 2)) / 65536, "8:8": 1, "4:12": (2 * (697 + 1820 / 2)) / 65536 };

  it("is tested by the binomial at each end of its bounds", () => {
    const rows = family([column([6, 3], [4, 3], [8, 3])], [column([10, 2], [8, 2], [12, 2])]);
    const tester = samplingMethod("midp").makeTester(rows);
    expect(tester.pAt(0, "point")).toBeCloseTo(midp["6:10"], 12);
    expect(tester.pAt(0, "down")).toBeCloseTo(midp["8:8"], 12);
    expect(tester.pAt(0, "up")).toBeCloseTo(midp["4:12"], 12);
    expect(tester.estimateAt(0, "up", 0.95).ratio).toBe(3);
    const points = tester.testPoints();
    expect(points?.[0]).toBeCloseTo(midp["6:10"], 12);
    expect(points?.[1]).toBeNaN();
    const exact = samplingMethod("exact");
    expect(exact.makeTester(rows).pAt(0, "up")).toBeCloseTo((2 * (697 + 1820)) / 65536, 12);
    expect([samplingMethod("midp").name, exact.name]).toEqual([
      "mid-p binomial",
      "exact binomial (Clopper-Pearson)",
    ]);
  });

  it("is beyond every test where nothing bounds a count", () => {
    const tester = samplingMethod("midp").makeTester(
      family([column([20], [20], [Infinity])], [column([30], [30], [Infinity])]),
    );
    expect([tester.pAt(0, "down"), tester.pAt(0, "up")]).toEqual([0, 0]);
    expect(tester.estimateAt(0, "down", 0.9)).toEqual({
      ratio: 0,
      interval: { low: 0, high: 0, level: 0.9 },
      p: 0,
      z: -Infinity,
    });
    expect(tester.estimateAt(0, "up", 0.9)).toEqual({
      ratio: Infinity,
      interval: { low: Infinity, high: Infinity, level: 0.9 },
      p: 0,
      z: Infinity,
    });
  });

  it("has a ratio and nothing else where nobody knows its noise", () => {
    const tester = new PairTester(family([column([20])], [column([60])]), "midp", () => ({
      phi: Number.NaN,
      df: 5,
    }));
    const { ratio, interval, p } = tester.estimateAt(0, "point", 0.95);
    expect([ratio, interval, p]).toEqual([3, { low: 0, high: Infinity, level: 0.95 }, Number.NaN]);
    expect([tester.testPoints(), tester.pAt(0, "point")]).toEqual([null, Number.NaN]);
  });

  it("counts the noise of what it is divided by, and knows when it is all of that itself", () => {
    const whole = byTicks(column([1000]), column([1000]), [1000, 1000], true).estimateAt(0, "point", 0.95);
    expect(whole.interval.low).toBeCloseTo(1, 4);
    expect(whole.interval.high).toBeCloseTo(1, 4);
    // Apart: sqrt(1/100 + 1/100 + 1/100 + 1/100) = .2 where the counts alone have .1414.
    const apart = byTicks(column([100]), column([100]), [100, 100], false).estimateAt(0, "point", 0.95);
    expect(Math.log(apart.interval.high) / 1.96).toBeCloseTo(0.2, 2);
    // A half of each total: (1 - 1/2)/50 twice is .02.
    const half = byTicks(column([50]), column([50]), [100, 100], true).estimateAt(0, "point", 0.95);
    expect(Math.log(half.interval.high) / 1.96).toBeCloseTo(Math.sqrt(0.02), 2);
  });

  it("is no share of its total where a bound is above the total, or where nothing was counted", () => {
    const [bounded, plain] = [column([90], [90], [150]), column([90])];
    const { ratio } = byTicks(bounded, plain, [100, 100], true).estimateAt(0, "down", 0.95);
    expect(ratio).toBeCloseTo(90 / 150, 12);
    expect(byTicks(plain, bounded, [100, 100], true).estimateAt(0, "up", 0.95).ratio).toBeCloseTo(
      150 / 90,
      12,
    );
    expect(byTicks(column([0]), column([0]), [100, 100], false).pAt(0, "point")).toBe(1);
  });
});

describe("three runs a side", () => {
  // Dispersion spread^2 / centre: 3, 5, 5 (30 ticks in six runs, just enough), 4 (24 ticks, too few), 9 (hidden).
  const runs = threeRuns([300, 30], [500, 50], [5, 5], [4, 4], [900, 90]);
  const grown = threeRuns([450, 0], [500, 50], [5, 5], [4, 4], [900, 90]);
  const rows = (next: readonly CountColumn[]) => family(runs, next, { hides: (row) => row === 4 });

  it("share what their symbols that have ticks enough and are not hidden know of the noise", () => {
    const tester = QUASI_POISSON.makeTester(rows(runs));
    expect(tester.minTicks).toBe(30);
    // ln 3, ln 5, ln 5 differ by less than chance makes them: the prior is their mean, worth no more than the row's own 4.
    expect(tester.dispersionAt(0)).toBeCloseTo((3 + 13 / 3) / 2, 12);
    expect(tester.dispersionAt(1)).toBeCloseTo((5 + 13 / 3) / 2, 12);
  });

  it("are tested by t with the degrees of both, and not at all where a run hides ticks", () => {
    const tester = QUASI_POISSON.makeTester(rows(grown));
    const { ratio, interval, p, z } = tester.estimateAt(0, "point", 0.95);
    expect(ratio).toBeCloseTo(1.5, 12);
    expect(interval.low < 1.5 && interval.high > 1.5).toBe(true);
    // 2 (1350 ln(1350/1125) + 900 ln(900/1125)), over the mean of 1.5 and (1.5 + 5 + 5)/3
    const deviance = 2 * (1350 * Math.log(1350 / 1125) + 900 * Math.log(900 / 1125));
    expect(z).toBeCloseTo(Math.sqrt(deviance / ((1.5 + 11.5 / 3) / 2)), 9);
    expect(p).toBeCloseTo(tTwoSidedP(z, 8), 12);
    expect([tester.pAt(0, "point"), tester.pAt(4, "point")]).toEqual([p, Number.NaN]);
  });
});

describe("other runs", () => {
  it.each([FEW_RUNS, PAIRED])(
    "$name: by their own noise alone, 1 at least, and not where a run hides ticks",
    (method) => {
      const runs = threeRuns([300, 30], [300, 3], [0, 0], [900, 90]);
      const tester = method.makeTester(family(runs, runs, { hides: (row) => row === 3 }));
      expect([0, 1, 2].map((row) => tester.dispersionAt(row))).toEqual([3, 1, 1]);
      expect([tester.pAt(0, "point"), tester.pAt(3, "point")]).toEqual([1, Number.NaN]);
      expect([method.basis, tester.minTicks]).toEqual(["replicates", 30]);
    },
  );
});

const ticksOf = (work: readonly number[], rate: number) => work.map((amount) => amount * rate);

describe("runs of other work", () => {
  const [short, long] = [
    [2, 5, 1],
    [1, 2, 4],
  ] as const;
  const familyOf = (base: readonly number[], next: readonly number[]) =>
    family(
      base.map((count) => column([count])),
      next.map((count) => column([count])),
      { scale: { base: short, next: long, countsTicks: false, contains: () => false } },
    );

  it.each([QUASI_POISSON, FEW_RUNS, PAIRED])("$name: are compared by their rates", (method) => {
    const steady = method.makeTester(familyOf(ticksOf(short, 300), ticksOf(long, 300)));
    expect(steady.estimateAt(0, "point", 0.95).ratio).toBeCloseTo(1, 12);
    // Pairs add half a tick to every count.
    expect(steady.pAt(0, "point")).toBeGreaterThan(0.999);
    const grown = method.makeTester(familyOf(ticksOf(short, 300), ticksOf(long, 450)));
    expect(grown.estimateAt(0, "point", 0.95).ratio).toBeCloseTo(1.5, 12);
    // 100 a unit of work, give or take: 400/200 + 2500/500 + 900/100 and 100/100 + 400/200 + 900/400, with 4 degrees
    const noisy = method.makeTester(familyOf([220, 450, 130], [110, 220, 370]));
    expect(noisy.dispersionAt(0)).toBeCloseTo((16 + 5.25) / 4, 12);
  });
});

describe("rows whose noise is known in part", () => {
  const whole = estimate(3, 0.003, 1.2, 2);

  it("find what all of their ticks and the known part find", () => {
    const tester = new PartlyKnownTester(told(whole), told(estimate(2, 0.04, 1.05, 2.5)));
    expect(tester.estimateAt(0, "point", 0.95)).toEqual(estimate(2, 0.04, 1.05, 2.5));
    expect([tester.pAt(0, "up"), tester.minTicks, tester.dispersionAt(0)]).toEqual([0.04, 7, 3]);
    const surer = new PartlyKnownTester(told(whole), told(estimate(9, 1e-9, 1.4, 1.6)));
    expect(surer.estimateAt(0, "point", 0.95)).toEqual(whole);
  });

  it("find nothing where the two point in opposite directions, or the noise of neither is known", () => {
    const tester = new PartlyKnownTester(told(whole), told(estimate(-2, 0.04, 0.5, 0.9)));
    expect(tester.estimateAt(0, "point", 0.95)).toEqual(estimate(0, 1, 0.5, 2));
    const unknown = new PartlyKnownTester(told({ ...whole, p: Number.NaN }), told(whole));
    expect(unknown.pAt(0, "point")).toBeNaN();
  });
});

describe("rows that hold no counts", () => {
  it("have the ratio of their rates and nothing else", () => {
    const scale = { base: [2], next: [4], countsTicks: false, contains: () => false };
    const tester = UNTESTED.makeTester(
      family([column([30], [20], [40])], [column([90], [80], [100])], { scale }),
    );
    expect(tester.estimateAt(0, "point", 0.9)).toEqual({
      ratio: 90 / 4 / (30 / 2),
      interval: { low: 0, high: Infinity, level: 0.9 },
      p: Number.NaN,
      z: Number.NaN,
    });
    expect(tester.estimateAt(0, "up", 0.9).ratio).toBe(100 / 4 / (20 / 2));
    expect([tester.pAt(0, "point"), tester.dispersionAt(0), UNTESTED.basis]).toEqual([
      Number.NaN,
      Number.NaN,
      "none",
    ]);
  });
});
