import type { FittedName } from "./copy-costs.ts";

/** The outcome of a calibration: data with its provenance. */
export interface Calibration {
  /** The figures that it rests on. */
  readonly listings: string;
  /** Placement seeds that were averaged, both ends included, and wraps of the file set for each. */
  readonly placements: { readonly first: number; readonly last: number };
  readonly wraps: number;
  /** K, the depth at which the copy rows fit best. */
  readonly segments: number;
  /** Depths tried whose chi-square is within 1 of the best: one deviation of K. */
  readonly interval: { readonly least: number; readonly largest: number };
  /** Chi-square of the four copy rows against K, the effective depth of the send queue. */
  readonly depth: readonly { readonly segments: number; readonly chiSquare: number }[];
  /** Of the copies and of a programmed access, in cycles. */
  readonly costs: Readonly<Record<FittedName, FittedCost>>;
  /** Of all rows of the first two listings, with `rows` of them. */
  readonly chiSquare: number;
  readonly rows: number;
  readonly functions: Readonly<Record<string, CalibratedCost>>;
  /** Each figure that the fit used, and what the others alone would have made of it. */
  readonly leftOut: readonly LeftOut[];
  readonly notes: readonly string[];
}

/** A fitted cost with its range; where an end of it holds the cost, its error is 0. */
export interface FittedCost {
  readonly value: number;
  /** One standard deviation. */
  readonly error: number;
  readonly low: number;
  readonly high: number;
  readonly isAtBound: boolean;
}

/** One figure of the mail, in ticks or for a load in points: measured, fitted, and predicted without it. */
export interface LeftOut {
  /** As `zcprof validate` names it. */
  readonly figure: string;
  readonly measured: number;
  readonly fitted: number;
  /** Null where no other figure decides it. */
  readonly withoutIt: number | null;
}

/** Warm cycles of one call. */
export interface CalibratedCost {
  readonly cycles: number;
  /** One standard error from the ticks' own sampling noise; null for an apportioned cost. */
  readonly error: number | null;
  /** Which figures it comes from. */
  readonly from: string;
}
