import type { RatioEstimate } from "../stats/ratio.ts";

/** A possible value of a bounded row: the points, the mildest (base high, next low) or the steepest rise (base low, next high). */
export type RowEnd = "point" | "down" | "up";

/**
 * Tests the rows of one family. What the variance rests on (sampling alone, a noise file, replicates) is the tester's
 * business; bounds, many rows and verdicts are its caller's.
 */
export interface RowTester {
  /** Two-sided p-value of ratio 1 with the counts of this end; NaN where the tester has no honest one. */
  pAt(row: number, end: RowEnd): number;
  estimateAt(row: number, end: RowEnd, level: number): RatioEstimate;
  /** Run-to-run variance in multiples of sampling variance that the tester uses; 1 for sampling alone. */
  dispersionAt(row: number): number;
}
