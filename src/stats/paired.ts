import { mean, sampleVariance, sum } from "simple-statistics";
import { type CountSeries, rateOf } from "./dispersion.ts";
import type { Interval } from "./interval.ts";
import { tTwoSidedP, tUpperQuantile } from "./t-distribution.ts";

/** The comparison of runs that belong together two by two. */
export interface PairedEstimate {
  /** Rate of all next runs over rate of all base runs. */
  readonly ratio: number;
  readonly interval: Interval;
  readonly p: number;
  readonly t: number;
}

/** Added to each count, so that a pair with a zero has a logarithm (Anscombe's half). */
const HALF = 0.5;

/**
 * Compares pairs of runs by Student's t on their log ratios, ln((y + 1/2) / Ey) - ln((x + 1/2) / Ex), with k - 1 degrees of
 * freedom; the variance is at least the sampling one, the mean of 1/(x + 1/2) + 1/(y + 1/2).
 *
 * What drifts from pair to pair drops out. Throws RangeError for fewer than three pairs or sides of other lengths.
 */
export function comparePairs(base: CountSeries, next: CountSeries, level = 0.95): PairedEstimate {
  const k = base.counts.length;
  if (k < 3 || next.counts.length !== k)
    throw new RangeError(`${k} and ${next.counts.length} runs are no three pairs`);
  const ratio = rateOf(next) / rateOf(base);
  const logs = base.counts.map(
    (x, i) =>
      Math.log((next.counts[i] + HALF) / next.exposures[i]) - Math.log((x + HALF) / base.exposures[i]),
  );
  const sampling = sum(base.counts.map((x, i) => 1 / (x + HALF) + 1 / (next.counts[i] + HALF))) / k;
  const error = Math.sqrt(Math.max(sampleVariance(logs), sampling) / k);
  const centre = mean(logs);
  const reach = tUpperQuantile((1 - level) / 2, k - 1) * error;
  const t = centre / error;
  return {
    ratio,
    interval: { low: Math.exp(centre - reach), high: Math.exp(centre + reach), level },
    p: tTwoSidedP(t, k - 1),
    t,
  };
}
