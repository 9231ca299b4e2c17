import type { CountMethod } from "../stats/conditional-score.ts";
import {
  compareCounts,
  compareShares,
  type RatioEstimate,
  type RatioOptions,
  testCountColumns,
  testCounts,
} from "../stats/ratio.ts";
import type { CountColumn } from "./count-column.ts";
import type { RowEnd } from "./diff-result.ts";
import { countsAtEnd, type FamilyRows, type RowTester, type TestMethod } from "./row-tester.ts";

/** The dispersion of a row and the degrees of freedom with which it is known; phi is NaN where nobody knows it. */
export interface KnownDispersion {
  readonly phi: number;
  readonly df: number;
}

/** One pair of ticks per row is too little below this, on both sides together (docs/statistics.md section 3). */
const MIN_TICKS = 10;

const SAMPLING: KnownDispersion = { phi: 1, df: Number.POSITIVE_INFINITY };

/** Tests one profile a side by the conditional binomial, sampling noise alone. */
export function samplingMethod(method: CountMethod): TestMethod {
  return {
    basis: "sampling",
    name: method === "midp" ? "mid-p binomial" : "exact binomial (Clopper-Pearson)",
    makeTester: (rows) => new PairTester(rows, method, null),
  };
}

/** Tests one profile a side by the same score, widened by a dispersion that is known from elsewhere. */
export class PairTester implements RowTester {
  readonly minTicks = MIN_TICKS;
  readonly #base: CountColumn;
  readonly #next: CountColumn;
  readonly #rows: FamilyRows;
  readonly #method: CountMethod;
  readonly #dispersionOf: ((row: number) => KnownDispersion) | null;
  readonly #baseExposure: number;
  readonly #nextExposure: number;

  constructor(
    rows: FamilyRows,
    method: CountMethod,
    dispersionOf: ((row: number) => KnownDispersion) | null,
  ) {
    [this.#base] = rows.base;
    [this.#next] = rows.next;
    [this.#baseExposure] = rows.scale.base;
    [this.#nextExposure] = rows.scale.next;
    this.#rows = rows;
    this.#method = method;
    this.#dispersionOf = dispersionOf;
  }

  dispersionAt(row: number): number {
    return this.#dispersionOf?.(row).phi ?? 1;
  }

  pAt(row: number, end: RowEnd): number {
    const [x, y] = countsAtEnd(this.#base, this.#next, row, end);
    if (!this.#isPlain || x === Infinity || y === Infinity) return this.#estimate(x, y, row, 0.95).p;
    return testCounts(x, y, this.#baseExposure, this.#nextExposure, this.#method);
  }

  testPoints(): Float64Array | null {
    if (!this.#isPlain) return null;
    const [base, next] = [this.#base.point, this.#next.point];
    return testCountColumns(base, next, this.#baseExposure, this.#nextExposure, this.#method, this.minTicks);
  }

  /** Whether nothing but the two counts decides. */
  get #isPlain(): boolean {
    return this.#dispersionOf === null && !this.#rows.scale.countsTicks;
  }

  estimateAt(row: number, end: RowEnd, level: number): RatioEstimate {
    const [x, y] = countsAtEnd(this.#base, this.#next, row, end);
    return this.#estimate(x, y, row, level);
  }

  #estimate(base: number, next: number, row: number, level: number): RatioEstimate {
    const { phi, df } = this.#dispersionOf?.(row) ?? SAMPLING;
    if (Number.isNaN(phi)) return unknownNoise(this.#estimateWith(base, next, row, level, SAMPLING));
    return this.#estimateWith(base, next, row, level, { phi, df });
  }

  #estimateWith(
    base: number,
    next: number,
    row: number,
    level: number,
    noise: KnownDispersion,
  ): RatioEstimate {
    if (base === Infinity || next === Infinity) return unbounded(next, level);
    const { scale } = this.#rows;
    const [baseExposure, nextExposure] = [this.#baseExposure, this.#nextExposure];
    const options: RatioOptions = { level, method: this.#method, dispersion: noise.phi, df: noise.df };
    const pair = { base, next, baseExposure, nextExposure };
    if (!scale.countsTicks || base + next === 0) return compareCounts(pair, options);
    if (this.#rows.contains(row) && base <= baseExposure && next <= nextExposure) {
      return compareShares({ base, next, baseTotal: baseExposure, nextTotal: nextExposure }, options);
    }
    // Two independent sums below the line: var(ln R) = 1/x + 1/y + 1/Tx + 1/Ty, as a multiple of 1/x + 1/y.
    const harmonic = (base / (base + next)) * next;
    const widened = 1 + harmonic * (1 / baseExposure + 1 / nextExposure);
    return compareCounts(pair, { ...options, dispersion: noise.phi * widened });
  }
}

/** A row whose noise nobody measured has a ratio and nothing else. */
function unknownNoise({ ratio, interval: { level }, z }: RatioEstimate): RatioEstimate {
  return { ratio, interval: { low: 0, high: Infinity, level }, p: Number.NaN, z };
}

/** A count without any bound is beyond every test: the ratio runs to its end and p to 0. No end has two of them. */
function unbounded(next: number, level: number): RatioEstimate {
  const ratio = next === Infinity ? Infinity : 0;
  return {
    ratio,
    interval: { low: ratio, high: ratio, level },
    p: 0,
    z: ratio === 0 ? -Infinity : Infinity,
  };
}
