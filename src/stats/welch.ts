import { mean, sampleVariance, sum } from "simple-statistics";
import { type CountSeries, rateOf } from "./dispersion.ts";
import type { Interval } from "./interval.ts";
import { tTwoSidedP, tUpperQuantile } from "./t-distribution.ts";

/** The comparison of two sides of few runs. */
export interface WelchEstimate {
  /** Rate of all next runs over rate of all base runs. */
  readonly ratio: number;
  /** The ratio of the squared mean roots by Fieller, from the same t and df as p; its coverage is not claimed at two runs. */
  readonly interval: Interval;
  readonly p: number;
  readonly t: number;
  readonly df: number;
}

/**
 * Compares two sides of at least two runs by Welch's t on square-root rates, sqrt(count / exposure), whose sampling
 * variance 1 / (4 exposure) does not depend on the rate; a side's variance is at least that, averaged over its runs.
 *
 * For two runs a side, where a dispersion cannot be estimated: it finds little below a doubling.
 * Throws RangeError for a side of one run.
 */
export function compareFewRuns(base: CountSeries, next: CountSeries, level = 0.95): WelchEstimate {
  const x = rootRates(base);
  const y = rootRates(next);
  const error = x.variance + y.variance;
  const t = (y.mean - x.mean) / Math.sqrt(error);
  // Welch and Satterthwaite
  const df =
    error ** 2 / (x.variance ** 2 / (base.counts.length - 1) + y.variance ** 2 / (next.counts.length - 1));
  const interval = { ...fieller(x, y, tUpperQuantile((1 - level) / 2, df) ** 2), level };
  return { ratio: rateOf(next) / rateOf(base), interval, p: tTwoSidedP(t, df), t, df };
}

interface RootRates {
  readonly mean: number;
  /** Variance of the mean. */
  readonly variance: number;
}

function rootRates(side: CountSeries): RootRates {
  rateOf(side); // checks the side
  const runs = side.counts.length;
  if (runs < 2) throw new RangeError("a side of one run has no variance");
  const roots = side.counts.map((count, run) => Math.sqrt(count / side.exposures[run]));
  const sampling = sum(side.exposures.map((exposure) => 1 / (4 * exposure))) / runs;
  return { mean: mean(roots), variance: Math.max(sampleVariance(roots), sampling) / runs };
}

/** The r^2 at which (y - r x)^2 = reach * (var y + r^2 var x): a quadratic in r, r >= 0 (Fieller 1954). */
function fieller(x: RootRates, y: RootRates, reach: number): { low: number; high: number } {
  const a = x.mean ** 2 - reach * x.variance;
  const b = x.mean * y.mean;
  const c = y.mean ** 2 - reach * y.variance;
  const root = Math.sqrt(Math.max(0, b * b - a * c));
  // c / (b + root) is the smaller root without cancellation, for either sign of a.
  const low = c <= 0 ? 0 : (c / (b + root)) ** 2;
  const high = a <= 0 ? Number.POSITIVE_INFINITY : ((b + root) / a) ** 2;
  return { low, high };
}
