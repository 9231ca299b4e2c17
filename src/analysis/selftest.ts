import type { Random } from "../stats/random.ts";
import { createRandom } from "../stats/random.ts";
import { drawBinomial, drawOverdispersed, drawPoisson } from "../stats/variates.ts";
import { addColumns, type CountColumn } from "./count-column.ts";
import { Family } from "./family.ts";
import { samplingMethod } from "./pair-tester.ts";
import { FEW_RUNS, QUASI_POISSON } from "./replicate-tester.ts";
import type { TestMethod } from "./row-tester.ts";

/** One cell: a design, a truth, and what the method made of it. */
export interface SelftestCell {
  readonly method: string;
  readonly runs: number;
  /** True run-to-run variance over sampling variance; below 1 counts are thinned, not Poisson. */
  readonly dispersion: number;
  /** Ticks a run of the symbols under test. */
  readonly meanTicks: number;
  readonly trials: number;
  /** Share of trials without any true change that found one among `FAMILY` symbols. */
  readonly falseAlarms: number;
  /** Share of 95 % intervals that hold the truth. */
  readonly coverage: number;
  /** Share of planted changes found, by ratio. */
  readonly power: readonly { readonly ratio: number; readonly found: number }[];
  /** Whether docs/statistics.md claims 93 to 97 % coverage here; where not, the reason. */
  readonly claim: "claimed" | "sampling noise only" | "floored at 1" | "two runs";
}

export interface SelftestOptions {
  readonly seed?: number;
  /** Trials a cell; 400 by default, which tells 93 % from 95 %. */
  readonly trials?: number;
}

/** Symbols tested together in a trial. */
const FAMILY = 20;
const POWER_RATIOS = [1.2, 1.5, 2] as const;
/** docs/statistics.md: power is told for about 150 ticks a run. */
const MEAN_TICKS = 150;

const DESIGNS: readonly {
  readonly runs: number;
  readonly method: TestMethod;
  readonly dispersions: readonly number[];
}[] = [
  { runs: 1, method: samplingMethod("midp"), dispersions: [1, 2, 4] },
  { runs: 2, method: FEW_RUNS, dispersions: [1, 4] },
  { runs: 5, method: QUASI_POISSON, dispersions: [0.25, 1, 2, 3, 4, 10] },
];

/** Runs every design against simulated truth; the same seed gives the same table on every engine. */
export function runSelftest({ seed = 1, trials = 400 }: SelftestOptions = {}): readonly SelftestCell[] {
  const random = createRandom(seed);
  return DESIGNS.flatMap(({ runs, method, dispersions }) =>
    dispersions.map((dispersion) => runCell(random, method, runs, dispersion, trials)),
  );
}

function runCell(
  random: Random,
  method: TestMethod,
  runs: number,
  dispersion: number,
  trials: number,
): SelftestCell {
  let alarms = 0;
  let covered = 0;
  const found = POWER_RATIOS.map(() => 0);
  for (let trial = 0; trial < trials; trial++) {
    const none = drawFamily(random, method, runs, dispersion, () => 1);
    if (none.q.some((q) => q <= 0.05)) alarms++;
    const { interval } = none.at(trial % FAMILY);
    if (interval !== null && interval.low <= 1 && interval.high >= 1) covered++;
    POWER_RATIOS.forEach((ratio, i) => {
      // One symbol changes among many that do not: the family has to be paid for.
      const { q } = drawFamily(random, method, runs, dispersion, (row) => (row === 0 ? ratio : 1));
      if (q[0] <= 0.05) found[i]++;
    });
  }
  return {
    method: method.name,
    runs,
    dispersion,
    meanTicks: MEAN_TICKS,
    trials,
    falseAlarms: alarms / trials,
    coverage: covered / trials,
    power: POWER_RATIOS.map((ratio, i) => ({ ratio, found: found[i] / trials })),
    claim: claimOf(runs, dispersion),
  };
}

function claimOf(runs: number, dispersion: number): SelftestCell["claim"] {
  if (runs === 2) return "two runs";
  if (runs === 1) return dispersion === 1 ? "claimed" : "sampling noise only";
  return dispersion >= 2 ? "claimed" : "floored at 1";
}

function drawFamily(
  random: Random,
  method: TestMethod,
  runs: number,
  dispersion: number,
  ratioOf: (row: number) => number,
): Family {
  const drawSide = (scaleOf: (row: number) => number): CountColumn[] =>
    Array.from({ length: runs }, () => {
      const point = Float64Array.from({ length: FAMILY }, (_, row) =>
        drawCount(random, MEAN_TICKS * scaleOf(row), dispersion),
      );
      return { point, min: point, max: point };
    });
  const base = drawSide(() => 1);
  const next = drawSide(ratioOf);
  const exposures = base.map(() => 1);
  const scale = { base: exposures, next: exposures, countsTicks: false, contains: () => false };
  const rows = {
    kind: "symbols" as const,
    base,
    next,
    scale,
    contains: () => false,
    hides: () => false,
    keyOf: String,
  };
  return new Family({
    base: addColumns(base),
    next: addColumns(next),
    baseExposure: runs,
    nextExposure: runs,
    tester: method.makeTester(rows),
    basis: method.basis,
    correction: "bh",
    comparisons: 1,
    rule: { level: 0.95, margin: 1.05 },
  });
}

/** A count with variance dispersion * mean: binomial thinning below 1 (as of instruction-counted time), else negative binomial. */
function drawCount(random: Random, mean: number, dispersion: number): number {
  if (dispersion > 1) return drawOverdispersed(random, mean, dispersion);
  if (dispersion === 1) return drawPoisson(random, mean);
  return drawBinomial(random, Math.round(mean / (1 - dispersion)), 1 - dispersion);
}
