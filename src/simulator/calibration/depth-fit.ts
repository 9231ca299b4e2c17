import type { LeftOut } from "./calibration.ts";

/** A copy row at one depth of the send queue. */
export interface DepthRow {
  readonly figure: string;
  readonly measured: number;
  readonly simulated: number;
  /** Of the row's own sampling and of where the pages of the mail's run lay. */
  readonly variance: number;
}

/** All copy rows as simulated at one depth. */
export interface DepthTrial {
  readonly segments: number;
  readonly rows: readonly DepthRow[];
}

/** The depth that fits best, and the least and the largest tried whose chi-square is within 1 of its: one deviation. */
export interface DepthFit {
  readonly segments: number;
  readonly interval: { readonly least: number; readonly largest: number };
  readonly leftOut: readonly LeftOut[];
}

/** Returns chi-square of a trial's rows, but for those of one figure. */
export function chiSquareOf({ rows }: DepthTrial, without?: string): number {
  return rows
    .filter(({ figure }) => figure !== without)
    .reduce((sum, { measured, simulated, variance }) => sum + (measured - simulated) ** 2 / variance, 0);
}

/** Takes the depth at which the rows fit best, and for each row the depth that the other rows would have taken. */
export function fitDepth(trials: readonly DepthTrial[]): DepthFit {
  const best = bestOf(trials);
  const near = trials.filter((trial) => chiSquareOf(trial) <= chiSquareOf(best) + 1);
  const depths = near.map(({ segments }) => segments);
  return {
    segments: best.segments,
    interval: { least: Math.min(...depths), largest: Math.max(...depths) },
    leftOut: best.rows.map(({ figure, measured, simulated }, i) => ({
      figure,
      measured,
      fitted: simulated,
      withoutIt: bestOf(trials, figure).rows[i].simulated,
    })),
  };
}

function bestOf(trials: readonly DepthTrial[], without?: string): DepthTrial {
  return trials.reduce((best, trial) =>
    chiSquareOf(trial, without) < chiSquareOf(best, without) ? trial : best,
  );
}
