import type { CountMethod } from "../stats/conditional-score.ts";
import {
  compareCounts,
  compareShares,
  type RatioEstimate,
  type RatioOptions,
  testCounts,
} from "../stats/ratio.ts";
import type { CountColumn } from "./count-column.ts";
import type { RowEnd, RowTester } from "./row-tester.ts";

/** By what the counts of one pair are divided. */
export interface PairScale {
  readonly baseExposure: number;
  readonly nextExposure: number;
  /** True where the exposures are themselves sums of ticks: their sampling noise counts too, and a row may be part of them. */
  readonly countsTicks: boolean;
  /** Whether a row's ticks are part of the exposure; asked only where `countsTicks`. */
  contains(row: number): boolean;
}

/** Tests one profile a side with the conditional binomial: sampling noise alone. */
export class PairTester implements RowTester {
  readonly #base: CountColumn;
  readonly #next: CountColumn;
  readonly #scale: PairScale;
  readonly #method: CountMethod;
  readonly #memo = new Map<number, number>();

  constructor(base: CountColumn, next: CountColumn, scale: PairScale, method: CountMethod) {
    this.#base = base;
    this.#next = next;
    this.#scale = scale;
    this.#method = method;
  }

  dispersionAt(_row: number): number {
    return 1;
  }

  pAt(row: number, end: RowEnd): number {
    const [x, y] = this.#counts(row, end);
    // 200,000 rows have few distinct pairs of counts; pairs that a double cannot key are computed each time.
    const keyed = x < KEY_LIMIT && y < KEY_LIMIT && Number.isInteger(x) && Number.isInteger(y);
    const member = this.#scale.countsTicks && this.#scale.contains(row) ? 1 : 0;
    const key = (x * KEY_LIMIT + y) * 2 + member;
    const known = keyed ? this.#memo.get(key) : undefined;
    if (known !== undefined) return known;
    const p = this.#p(x, y, row);
    if (keyed) this.#memo.set(key, p);
    return p;
  }

  estimateAt(row: number, end: RowEnd, level: number): RatioEstimate {
    const [x, y] = this.#counts(row, end);
    return this.#estimate(x, y, row, level);
  }

  #counts(row: number, end: RowEnd): [number, number] {
    if (end === "point") return [this.#base.point[row], this.#next.point[row]];
    if (end === "down") return [this.#base.max[row], this.#next.min[row]];
    return [this.#base.min[row], this.#next.max[row]];
  }

  #p(base: number, next: number, row: number): number {
    if (this.#scale.countsTicks || base === Infinity || next === Infinity) {
      return this.#estimate(base, next, row, 0.95).p;
    }
    const { baseExposure, nextExposure } = this.#scale;
    return testCounts({ base, next, baseExposure, nextExposure }, this.#method);
  }

  #estimate(base: number, next: number, row: number, level: number): RatioEstimate {
    const { baseExposure, nextExposure, countsTicks } = this.#scale;
    if (base === Infinity || next === Infinity) return unbounded(base, next, level);
    const options: RatioOptions = { level, method: this.#method };
    const pair = { base, next, baseExposure, nextExposure };
    if (!countsTicks || base + next === 0) return compareCounts(pair, options);
    if (this.#scale.contains(row) && base <= baseExposure && next <= nextExposure) {
      return compareShares({ base, next, baseTotal: baseExposure, nextTotal: nextExposure }, options);
    }
    // Two independent sums below the line: var(ln R) = 1/x + 1/y + 1/Tx + 1/Ty, as a multiple of 1/x + 1/y.
    const harmonic = (base / (base + next)) * next;
    return compareCounts(pair, {
      ...options,
      dispersion: 1 + harmonic * (1 / baseExposure + 1 / nextExposure),
    });
  }
}

const KEY_LIMIT = 2 ** 26;

/** A count without any bound is beyond every test: the ratio runs to its end and p to 0. */
function unbounded(base: number, next: number, level: number): RatioEstimate {
  if (base === next) return { ratio: Number.NaN, interval: { low: 0, high: Infinity, level }, p: 1, z: 0 };
  const ratio = next === Infinity ? Infinity : 0;
  return { ratio, interval: { low: ratio, high: ratio, level }, p: 0, z: ratio === 0 ? -Infinity : Infinity };
}
