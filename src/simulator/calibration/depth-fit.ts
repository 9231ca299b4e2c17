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
}

/** Returns chi-square of a trial's rows, but for those of one figure. */
export function chiSquareOf({ rows }: DepthTrial, without?: string): number {
  return rows
    .filter(({ figure }) => figure !== without)
    .reduce((sum, { measured, simulated, variance }) => sum + (measured - simulated) ** 2 / variance, 0);
}

/** Takes the depth at which the rows, but for those of one figure, fit best. */
export function fitDepth(trials: readonly DepthTrial[], without?: string): DepthFit {
  const best = trials.reduce((least, trial) =>
    chiSquareOf(trial, without) < chiSquareOf(least, without) ? trial : least,
  );
  const limit = chiSquareOf(best, without) + 1;
  const near = trials.filter((trial) => chiSquareOf(trial, without) <= limit);
  const depths = near.map(({ segments }) => segments);
  return {
    segments: best.segments,
    interval: { least: Math.min(...depths), largest: Math.max(...depths) },
  };
}
