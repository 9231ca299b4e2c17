import type { CountMethod } from "./conditional-score.ts";

/**
 * Returns the smallest whole count that differs from 0 at this significance (0 < alpha < 1), equal exposures: all n ticks
 * on one side have probability 2^-n, doubled for two sides and halved again by mid-p.
 */
export function ticksAgainstZero(alpha: number, method: CountMethod): number {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must lie between 0 and 1, got ${alpha}`);
  const sides = method === "exact" ? 2 : 1;
  let n = 1;
  while (sides * 2 ** -n > alpha) n++;
  return n;
}
