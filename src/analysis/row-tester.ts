import type { RatioEstimate } from "../stats/ratio.ts";
import type { CountColumn } from "./count-column.ts";
import type { Basis, RowEnd } from "./diff-result.ts";
import type { Scale } from "./scale.ts";

/** What is tested together: the symbols, the groups, or the total alone. */
export type FamilyKind = "symbols" | "groups" | "total";

/** The counts of one family. */
export interface FamilyRows {
  readonly kind: FamilyKind;
  /** One column a run. */
  readonly base: readonly CountColumn[];
  readonly next: readonly CountColumn[];
  readonly scale: Scale;
  /** Whether a row's ticks are part of the scale's exposures. */
  contains(row: number): boolean;
  /** Whether a cut listing hides some of the row. */
  hides(row: number): boolean;
  /** Name by which a noise file knows the row. */
  keyOf(row: number): string;
  /** The columns without the symbols that are not taken; those of groups only, as other rows are taken whole. */
  restrict?(takes: (symbolKey: string) => boolean): Pick<FamilyRows, "base" | "next">;
}

/**
 * Tests the rows of one family. What the variance rests on (sampling alone, a noise file, replicates) is the tester's
 * business; bounds, many rows and verdicts are its caller's.
 */
export interface RowTester {
  /** Rows with fewer ticks on both sides together are not tested. */
  readonly minTicks: number;
  /** Two-sided p-value of ratio 1 with the counts of this end; NaN where the tester has no honest one. */
  pAt(row: number, end: RowEnd): number;
  /** What pAt gives for the point of every row, NaN below minTicks too; null where the tester knows no faster way than to ask it. */
  testPoints(): Float64Array | null;
  estimateAt(row: number, end: RowEnd, level: number): RatioEstimate;
  /** Run-to-run variance in multiples of sampling variance that the tester uses; 1 for sampling alone, NaN where unknown. */
  dispersionAt(row: number): number;
}

/** A way of testing, chosen once for a comparison. */
export interface TestMethod {
  readonly basis: Basis;
  /** For people: "mid-p binomial". */
  readonly name: string;
  makeTester(rows: FamilyRows): RowTester;
}

/** Returns the counts of an end, base and next. */
export function countsAtEnd(
  base: CountColumn,
  next: CountColumn,
  row: number,
  end: RowEnd,
): [number, number] {
  if (end === "point") return [base.point[row], next.point[row]];
  if (end === "down") return [base.max[row], next.min[row]];
  return [base.min[row], next.max[row]];
}
