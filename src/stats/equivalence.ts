import type { Interval } from "./interval.ts";

/**
 * Tells whether a whole interval of a ratio lies inside the margin [1/margin, margin], margin > 1, ends included.
 *
 * With a 90 % interval this is two one-sided tests at 5 % (Schuirmann 1987), the verdict `equivalent`; with a 95 %
 * interval of a significant ratio it is the verdict `trivial`. A NaN bound is never inside.
 */
export function isInsideMargin({ low, high }: Interval, margin: number): boolean {
  return low >= 1 / margin && high <= margin;
}
