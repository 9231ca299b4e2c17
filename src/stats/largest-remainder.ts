import { sum } from "simple-statistics";

/** Up to here the rounding of the exact parts, at most 2^-52 of the total with a compensated sum, stays below one unit. */
const LARGEST_TOTAL = 2 ** 50;

/**
 * Divides a whole total over weights (finite, at least 0, not all 0) in whole parts that add up to it exactly: the floor
 * of each exact part, then one more for the largest remainders (Hamilton's method), the earlier first among equals. Throws RangeError for
 * other weights and for totals that are not whole or above 2^50.
 */
export function apportion(weights: readonly number[], total: number): number[] {
  if (!(Number.isInteger(total) && total >= 0 && total <= LARGEST_TOTAL))
    throw new RangeError(`total must be a whole number up to 2^50, got ${total}`);
  const whole = weights.length === 0 ? 0 : sum([...weights]);
  if (weights.some((weight) => !(weight >= 0)) || !(whole < Number.POSITIVE_INFINITY))
    throw new RangeError("weights must be finite and at least 0");
  if (total === 0) return weights.map(() => 0);
  if (whole === 0) throw new RangeError(`no weight to divide ${total} by`);
  const exact = weights.map((weight) => (weight / whole) * total);
  const parts = exact.map(Math.floor);
  const missing = total - parts.reduce((soFar, part) => soFar + part, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - parts[index] }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) parts[index]++;
  return parts;
}
