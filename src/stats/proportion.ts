import type { Interval } from "./interval.ts";
import { normalUpperQuantile } from "./normal-distribution.ts";

/**
 * Computes Wilson's score interval of a share, count of total, 0 <= count <= total, total > 0 (Wilson 1927). Counts may
 * be real numbers.
 */
export function wilsonInterval(count: number, total: number, level = 0.95): Interval {
  return { ...scoreInterval(count, total, normalUpperQuantile((1 - level) / 2)), level };
}

/**
 * Computes Goodman's intervals of the shares of all cells of one total: together they hold the truth with probability
 * `level` or more. Wilson's interval with the level shared out over the cells (Goodman 1965).
 */
export function goodmanIntervals(counts: readonly number[], level = 0.95): Interval[] {
  const total = counts.reduce((soFar, count) => soFar + count, 0);
  const z = normalUpperQuantile((1 - level) / (2 * counts.length));
  return counts.map((count) => ({ ...scoreInterval(count, total, z), level }));
}

function scoreInterval(count: number, total: number, z: number): { low: number; high: number } {
  if (!(count >= 0 && count <= total && total > 0))
    throw new RangeError(`${count} of ${total} is not a share`);
  const rest = total - count;
  const square = z * z;
  const centre = count + square / 2;
  const reach = z * Math.sqrt((count * rest) / total + square / 4);
  // The ends are exactly 0 and 1 where nothing or everything was counted; rounding would leave 1e-17 beside them.
  return {
    low: count === 0 ? 0 : (centre - reach) / (total + square),
    high: rest === 0 ? 1 : (centre + reach) / (total + square),
  };
}
