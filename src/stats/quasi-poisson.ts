import { sum } from "simple-statistics";
import { type CountSeries, rateOf } from "./dispersion.ts";
import { fUpperTail } from "./f-distribution.ts";
import type { Interval } from "./interval.ts";
import type { ModeratedDispersion } from "./moderation.ts";
import { tUpperQuantile } from "./t-distribution.ts";

/** The ratio of two sides of replicated runs, next over base. */
export interface QuasiPoissonEstimate {
  /** Rate of all next runs over rate of all base runs: Infinity where base has none, NaN where neither has. */
  readonly ratio: number;
  readonly interval: Interval;
  /** P(F(1, df) > deviance / phi). */
  readonly p: number;
  /** Twice the log-likelihood that a common rate costs. */
  readonly deviance: number;
  /** Signed root of deviance / phi; p is its two-sided tail under t(df). */
  readonly t: number;
}

/**
 * Compares two sides of replicated runs in a quasi-Poisson log-linear model with exposures: F = deviance / phi on 1 and
 * `dispersion.df` degrees of freedom, phi and df as `squeezeDispersion` gives them.
 *
 * The interval inverts the same test (profile deviance) instead of taking Wald's ln R +- t se: it has an end where one
 * side counted nothing, it cannot contradict p, and it is not symmetric where the likelihood is not. With two sides
 * the fit is in closed form and all runs of a side enter by their sum.
 */
export function compareReplicates(
  base: CountSeries,
  next: CountSeries,
  dispersion: ModeratedDispersion,
  level = 0.95,
): QuasiPoissonEstimate {
  const ratio = rateOf(next) / rateOf(base);
  const x = sum([...base.counts]);
  const y = sum([...next.counts]);
  if (x + y === 0)
    return { ratio, interval: { low: 0, high: Number.POSITIVE_INFINITY, level }, p: 1, deviance: 0, t: 0 };
  const exposure = sum([...next.exposures]) / sum([...base.exposures]);
  const deviance = devianceAt(y, x, exposure);
  const root = Math.sqrt(deviance / dispersion.phi);
  const reach = tUpperQuantile((1 - level) / 2, dispersion.df) ** 2 * dispersion.phi;
  return {
    ratio,
    interval: {
      low: 1 / boundAbove(x, y, 1 / exposure, reach),
      high: boundAbove(y, x, exposure, reach),
      level,
    },
    p: fUpperTail(deviance / dispersion.phi, 1, dispersion.df),
    deviance,
    t: ratio >= 1 ? root : -root,
  };
}

/** 2 (y ln(y / (n pi)) + x ln(x / (n (1 - pi)))), with odds = pi / (1 - pi) and n = y + x. */
function devianceAt(y: number, x: number, odds: number): number {
  const n = y + x;
  return Math.max(0, 2 * (surprise(y, (n * odds) / (1 + odds)) + surprise(x, n / (1 + odds))));
}

function surprise(count: number, mean: number): number {
  return count === 0 ? 0 : count * Math.log(count / mean);
}

/** The ratio above the estimate at which the deviance is `reach`; Infinity where the base counted nothing. */
function boundAbove(y: number, x: number, exposure: number, reach: number): number {
  if (x === 0) return Number.POSITIVE_INFINITY;
  const at = (logRatio: number): number => devianceAt(y, x, exposure * Math.exp(logRatio));
  // From the estimate, or from far below it where next is 0 and the deviance rises from 0 all the way.
  let low = Math.log(Math.max(y, 1e-9) / x / exposure);
  let step = 1;
  while (at(low + step) < reach) step *= 2;
  let high = low + step;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return Math.exp(high);
    if (at(middle) < reach) low = middle;
    else high = middle;
  }
}
