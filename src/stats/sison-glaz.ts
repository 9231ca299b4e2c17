import type { Interval } from "./interval.ts";
import { logFactorial } from "./log-factorial.ts";

/**
 * Computes the simultaneous intervals of Sison and Glaz (JASA 1995) for the shares of all cells of one whole total; for
 * many cells of similar size shorter than Goodman's, with the skew correction of that paper and its truncation to [0, 1].
 *
 * An equal number c of counts is allowed below each cell and, after interpolation, c + 2 gamma above; c is the largest
 * for which the joint probability stays below `level`. Throws RangeError for counts that are not whole or all 0.
 */
export function sisonGlazIntervals(counts: readonly number[], level = 0.95): Interval[] {
  const total = counts.reduce((soFar, count) => soFar + count, 0);
  if (!(total > 0) || !counts.every((count) => Number.isInteger(count) && count >= 0))
    throw new RangeError("Sison-Glaz intervals need whole counts that are not all 0");
  let high = 1;
  while (high < total && jointProbability(counts, total, high) < level) high *= 2;
  let c = Math.floor(high / 2);
  while (high - c > 1) {
    const middle = Math.floor((c + high) / 2);
    if (jointProbability(counts, total, middle) < level) c = middle;
    else high = middle;
  }
  // The authors' program starts the interpolation from 0 where even c = 1 is wide enough.
  const below = c === 0 ? 0 : jointProbability(counts, total, c);
  const above = jointProbability(counts, total, c + 1);
  const gamma = (level - below) / (above - below);
  return counts.map((count) => ({
    low: Math.max(0, (count - c) / total),
    high: Math.min(1, (count + c + 2 * gamma) / total),
    level,
  }));
}

/**
 * P(every cell of a multinomial with the observed shares lies within c of its count): independent Poisson cells, each
 * truncated to its range, given that they add up to the total (Levin 1981), the sum's density by an Edgeworth series.
 */
function jointProbability(counts: readonly number[], total: number, c: number): number {
  let logProduct = 0;
  let mean = 0;
  let variance = 0;
  let third = 0;
  let fourth = 0;
  for (const count of counts) {
    const cell = truncatedPoisson(count, c);
    logProduct += Math.log(cell.probability);
    mean += cell.mean;
    variance += cell.variance;
    third += cell.third;
    fourth += cell.fourth - 3 * cell.variance ** 2;
  }
  const z = (total - mean) / Math.sqrt(variance);
  const skewness = third / variance ** 1.5;
  const excess = fourth / variance ** 2;
  const edgeworth =
    1 +
    (skewness * (z ** 3 - 3 * z)) / 6 +
    (excess * (z ** 4 - 6 * z ** 2 + 3)) / 24 +
    (skewness ** 2 * (z ** 6 - 15 * z ** 4 + 45 * z ** 2 - 15)) / 72;
  const logDensity = -0.5 * z * z - 0.5 * Math.log(2 * Math.PI * variance);
  // P(Poisson(total) = total) is what the condition divides by.
  const logTotal = total * Math.log(total) - total - logFactorial(total);
  return edgeworth * Math.exp(logProduct + logDensity - logTotal);
}

interface TruncatedMoments {
  readonly probability: number;
  readonly mean: number;
  /** Central moments. */
  readonly variance: number;
  readonly third: number;
  readonly fourth: number;
}

/** Moments of Poisson(count) given that it lies in [count - c, count + c]. */
function truncatedPoisson(count: number, c: number): TruncatedMoments {
  const first = Math.max(0, count - c);
  const probabilities: number[] = [];
  for (let k = first; k <= count + c; k++) probabilities.push(poissonPoint(k, count));
  const probability = probabilities.reduce((soFar, p) => soFar + p, 0);
  const moment = (order: number, about: number): number =>
    probabilities.reduce((soFar, p, i) => soFar + p * (first + i - about) ** order, 0) / probability;
  const mean = moment(1, 0);
  return { probability, mean, variance: moment(2, mean), third: moment(3, mean), fourth: moment(4, mean) };
}

function poissonPoint(k: number, mean: number): number {
  if (mean === 0) return k === 0 ? 1 : 0;
  return Math.exp(k * Math.log(mean) - mean - logFactorial(k));
}
