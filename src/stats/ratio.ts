import { type CountMethod, conditionalScore, logSmallerTail } from "./conditional-score.ts";
import type { Interval } from "./interval.ts";
import { tTwoSidedP, tUpperQuantile } from "./t-distribution.ts";

/** Two counts of one thing and the exposures (bytes, seconds, packets; 1 where equal work is assumed) that they belong to. */
export interface CountPair {
  readonly base: number;
  readonly next: number;
  readonly baseExposure?: number;
  readonly nextExposure?: number;
}

/** Two counts out of known totals, such as ticks of a symbol out of all samples, idle included. */
export interface SharePair extends CountPair {
  readonly baseTotal: number;
  readonly nextTotal: number;
}

export interface RatioOptions {
  /** Confidence of the interval, 0.95 by default. */
  readonly level?: number;
  /** `midp` by default: nearer to its level than `exact`, which is never below it. */
  readonly method?: CountMethod;
  /** Run-to-run variance over sampling variance, 1 by default; the caller floors it, a value below 1 narrows the interval. */
  readonly dispersion?: number;
  /** Degrees of freedom with which `dispersion` was estimated; infinity by default. */
  readonly df?: number;
}

/** The ratio of two rates, next over base, with everything that is claimed about it. */
export interface RatioEstimate {
  /** (next / nextExposure) / (base / baseExposure): Infinity where base is 0, NaN where both are. */
  readonly ratio: number;
  readonly interval: Interval;
  /** Two-sided p-value of ratio 1: twice the smaller tail, at most 1; 0 where it is below 1e-308, `z` still tells. */
  readonly p: number;
  /** Signed score: positive for a rise; p is its two-sided tail under the normal, or under t where `df` is given. */
  readonly z: number;
}

/**
 * Compares two counts as rates: the ratio, its interval and the p-value of ratio 1, all from the conditional binomial.
 *
 * With a dispersion, z / sqrt(dispersion) is referred to t(df) and the interval is where that test does not reject. Throws
 * RangeError for a count below 0, or an exposure or dispersion that is not positive.
 */
export function compareCounts(pair: CountPair, options: RatioOptions = {}): RatioEstimate {
  return estimateRatio(pair, pair.baseExposure ?? 1, pair.nextExposure ?? 1, 1, options);
}

/** Returns the p-value of `compareCounts` alone, many times faster than with the interval: for families of many rows. */
export function testCounts(
  base: number,
  next: number,
  baseExposure: number,
  nextExposure: number,
  method: CountMethod,
): number {
  if (base === 0 && next === 0) return 1;
  return Math.min(1, 2 * Math.exp(logSmallerTail(next, base, Math.log(nextExposure / baseExposure), method)));
}

/** Pairs of whole counts below this are remembered: most symbols have few ticks. */
const FEW_TICKS = 128;

/** e^-745.14 is the smallest double above 0; a bound on the log of a tail is given some room. */
const LOG_OF_NOTHING = -750;

/**
 * Returns what `testCounts` gives for each pair of two columns; NaN where both counts together are below `least`, 1 or more.
 *
 * Hoeffding 1963: ln P(Y >= y) <= -2 (y - n pi)^2 / n, which tells many a p-value that is 0 without working it out.
 */
export function testCountColumns(
  base: Float64Array,
  next: Float64Array,
  baseExposure: number,
  nextExposure: number,
  method: CountMethod,
  least: number,
): Float64Array {
  const pValues = new Float64Array(base.length);
  const known = new Float64Array(FEW_TICKS * FEW_TICKS);
  const chance = nextExposure / (baseExposure + nextExposure);
  const logOddsOfOne = Math.log(nextExposure / baseExposure);
  for (let i = 0; i < pValues.length; i++) {
    const x = base[i];
    const y = next[i];
    const n = x + y;
    if (n < least) {
      pValues[i] = Number.NaN;
      continue;
    }
    const distance = y - n * chance;
    const isWhole = Math.floor(x) === x && Math.floor(y) === y;
    if (isWhole && -2 * distance * distance < LOG_OF_NOTHING * n) continue;
    const place = isWhole && x < FEW_TICKS && y < FEW_TICKS ? x * FEW_TICKS + y : -1;
    let p = place < 0 ? 0 : known[place];
    if (p === 0) {
      p = Math.min(1, 2 * Math.exp(logSmallerTail(y, x, logOddsOfOne, method)));
      if (place >= 0) known[place] = p;
    }
    pValues[i] = p;
  }
  return pValues;
}

/**
 * Compares two shares of known totals, or, where exposures are given, two rates whose totals are known.
 *
 * The variance of ln R is (1-px)/x + (1-py)/y, smaller than 1/x + 1/y: the score of `compareCounts` is stretched by the
 * root of their quotient about its value at the point estimate. That keeps one p-value function for p and interval, gives
 * the conditional answer where a count is 0 and an interval of no visible width where both shares are 1. Throws RangeError
 * also for a count above its total.
 */
export function compareShares(pair: SharePair, options: RatioOptions = {}): RatioEstimate {
  const { base, next, baseTotal, nextTotal } = pair;
  if (!(base <= baseTotal && next <= nextTotal)) throw new RangeError("a count is above its total");
  // ((1-px)/x + (1-py)/y) / (1/x + 1/y), multiplied out so that a count of zero gives 1; below epsilon it is rounding.
  const harmonic = base + next > 0 ? (base / (base + next)) * next : 0;
  const quotient = Math.max(Number.EPSILON, 1 - harmonic * (1 / baseTotal + 1 / nextTotal));
  return estimateRatio(
    pair,
    pair.baseExposure ?? baseTotal,
    pair.nextExposure ?? nextTotal,
    Math.sqrt(quotient),
    options,
  );
}

/** `relativeError` is the standard error of ln R relative to that of two Poisson counts. */
function estimateRatio(
  { base, next }: CountPair,
  baseExposure: number,
  nextExposure: number,
  relativeError: number,
  { level = 0.95, method = "midp", dispersion = 1, df = Number.POSITIVE_INFINITY }: RatioOptions,
): RatioEstimate {
  if (!(base >= 0 && next >= 0 && base + next < Number.POSITIVE_INFINITY))
    throw new RangeError(`counts must be finite and at least 0, got ${base} and ${next}`);
  if (!(baseExposure > 0 && nextExposure > 0)) throw new RangeError("exposures must be positive");
  if (!(dispersion > 0 && df > 0 && level > 0 && level < 1))
    throw new RangeError("dispersion and df must be positive, and level between 0 and 1");
  if (base === 0 && next === 0)
    return { ratio: Number.NaN, interval: { low: 0, high: Number.POSITIVE_INFINITY, level }, p: 1, z: 0 };

  const score = conditionalScore(next, base, method);
  const widen = Math.sqrt(dispersion);
  // The score at the point estimate is 0 only without skewness; stretching about 0 would turn skewness into a finding.
  const centre = relativeError === 1 ? 0 : score.scoreAt(Math.log(next / base));
  // At ratio R the odds of falling on the next side are R * nextExposure / baseExposure.
  const logOddsOfOne = Math.log(nextExposure / baseExposure);
  const ratioAt = (z: number): number =>
    Math.exp(score.logOddsAt(centre + relativeError * (z * widen - centre)) - logOddsOfOne);

  const critical = tUpperQuantile((1 - level) / 2, df);
  const z = ((score.scoreAt(logOddsOfOne) - centre) / relativeError + centre) / widen;
  return {
    ratio: next / nextExposure / (base / baseExposure),
    interval: { low: ratioAt(critical), high: ratioAt(-critical), level },
    p: tTwoSidedP(z, df),
    z,
  };
}
