import { type CountSeries, estimateDispersion } from "../stats/dispersion.ts";
import {
  type DispersionPrior,
  fitDispersionPrior,
  type ModeratedDispersion,
  squeezeDispersion,
} from "../stats/moderation.ts";
import { comparePairs } from "../stats/paired.ts";
import { compareReplicates } from "../stats/quasi-poisson.ts";
import type { RatioEstimate } from "../stats/ratio.ts";
import { compareFewRuns } from "../stats/welch.ts";
import type { CountColumn } from "./count-column.ts";
import type { RowEnd } from "./diff-result.ts";
import type { FamilyRows, RowTester, TestMethod } from "./row-tester.ts";

/** A row needs this many ticks a run on average (docs/statistics.md section 2). */
const MEAN_TICKS = 5;

/** Quasi-Poisson with moderated dispersion, from three runs a side. */
export const QUASI_POISSON: TestMethod = {
  basis: "replicates",
  name: "quasi-Poisson, dispersion moderated (prior df at most the residual df), F test",
  makeTester: (rows) => new QuasiPoissonTester(rows),
};

/** Welch's t on square-root rates, for two runs a side. */
export const FEW_RUNS: TestMethod = {
  basis: "replicates",
  name: "Welch on square-root rates (two runs a side find next to nothing among many symbols)",
  makeTester: (rows) => new PlainTester(rows, compareFewRuns),
};

/** Student's t on the log ratios of pairs, for runs taken in turn (ABAB). */
export const PAIRED: TestMethod = {
  basis: "replicates",
  name: "paired t on log ratios",
  makeTester: (rows) => new PlainTester(rows, comparePairs),
};

class RunSeries {
  readonly rows: FamilyRows;
  readonly minTicks: number;

  constructor(rows: FamilyRows) {
    this.rows = rows;
    this.minTicks = MEAN_TICKS * (rows.base.length + rows.next.length);
  }

  /** The counts of both sides at an end, every run at the same end of its bounds. */
  at(row: number, end: RowEnd): [CountSeries, CountSeries] {
    const { base, next, scale } = this.rows;
    const [baseEnd, nextEnd] = COLUMN_OF_END[end];
    return [
      { counts: base.map((column) => column[baseEnd][row]), exposures: scale.base },
      { counts: next.map((column) => column[nextEnd][row]), exposures: scale.next },
    ];
  }

  /**
   * Whether the noise of a row is unknown, as what a cut listing hides of it may differ from run to run. It has no p-value.
   * Nor has one with a count that nothing bounds, such as the total of a listing that states none: there is no end to test.
   */
  hides(row: number): boolean {
    const { rows } = this;
    const isOpen = ({ max }: CountColumn): boolean => max[row] === Infinity;
    return rows.hides(row) || rows.base.some(isOpen) || rows.next.some(isOpen);
  }

  ticksOf(row: number): number {
    const add = (sum: number, { point }: CountColumn): number => sum + point[row];
    return this.rows.base.reduce(add, 0) + this.rows.next.reduce(add, 0);
  }
}

const COLUMN_OF_END = { point: ["point", "point"], down: ["max", "min"], up: ["min", "max"] } as const;

class QuasiPoissonTester implements RowTester {
  readonly minTicks: number;
  readonly #series: RunSeries;
  readonly #prior: DispersionPrior;
  readonly #df: number;

  constructor(rows: FamilyRows) {
    this.#series = new RunSeries(rows);
    this.minTicks = this.#series.minTicks;
    this.#df = rows.base.length + rows.next.length - 2;
    const dispersions: number[] = [];
    for (let row = 0; row < rows.base[0].point.length; row++) {
      if (this.#series.ticksOf(row) < this.minTicks || this.#series.hides(row)) continue;
      dispersions.push(estimateDispersion(...this.#series.at(row, "point")).phi);
    }
    this.#prior = fitDispersionPrior(dispersions, this.#df);
  }

  dispersionAt(row: number): number {
    return this.#noiseAt(this.#series.at(row, "point")).phi;
  }

  testPoints(): null {
    return null;
  }

  pAt(row: number, end: RowEnd): number {
    if (this.#series.hides(row)) return Number.NaN;
    return this.estimateAt(row, end, 0.95).p;
  }

  estimateAt(row: number, end: RowEnd, level: number): RatioEstimate {
    const sides = this.#series.at(row, end);
    const { ratio, interval, p, t } = compareReplicates(...sides, this.#noiseAt(sides), level);
    return { ratio, interval, p, z: t };
  }

  #noiseAt(sides: [CountSeries, CountSeries]): ModeratedDispersion {
    const { phi } = estimateDispersion(...sides);
    return squeezeDispersion(Number.isNaN(phi) ? 1 : phi, this.#df, this.#prior);
  }
}

/** Tests by a function of both sides' runs that estimates its own variance, row by row. */
class PlainTester implements RowTester {
  readonly minTicks: number;
  readonly #series: RunSeries;
  readonly #compare: typeof compareFewRuns | typeof comparePairs;

  constructor(rows: FamilyRows, compare: typeof compareFewRuns | typeof comparePairs) {
    this.#series = new RunSeries(rows);
    this.minTicks = this.#series.minTicks;
    this.#compare = compare;
  }

  dispersionAt(row: number): number {
    const { phi } = estimateDispersion(...this.#series.at(row, "point"));
    return Number.isNaN(phi) ? 1 : Math.max(1, phi);
  }

  testPoints(): null {
    return null;
  }

  pAt(row: number, end: RowEnd): number {
    if (this.#series.hides(row)) return Number.NaN;
    return this.estimateAt(row, end, 0.95).p;
  }

  estimateAt(row: number, end: RowEnd, level: number): RatioEstimate {
    const { ratio, interval, p, t } = this.#compare(...this.#series.at(row, end), level);
    return { ratio, interval, p, z: t };
  }
}
