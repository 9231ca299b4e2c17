import { sum } from "simple-statistics";

/** Counts of one thing in the runs of one side, and the exposure of each run (bytes, seconds; 1 where runs are equal). */
export interface CountSeries {
  readonly counts: readonly number[];
  readonly exposures: readonly number[];
}

/** An estimate of run-to-run variance over sampling variance, with the degrees of freedom behind it. */
export interface Dispersion {
  /** 1 for pure sampling noise, NaN where nothing was counted or a side has no run. */
  readonly phi: number;
  readonly df: number;
}

/**
 * Estimates the dispersion of runs about the rate of their own side: Pearson's sum of (x_i - mu_i)^2 / mu_i over
 * (runs - sides), mu_i = exposure_i * (counts / exposures of the side), the estimate of R's quasipoisson.
 *
 * One side is a set of identical runs, two are the residual dispersion of a comparison. Throws RangeError where counts
 * and exposures differ in number, or an exposure is not positive.
 */
export function estimateDispersion(...sides: readonly CountSeries[]): Dispersion {
  const df = sum(sides.map(({ counts }) => counts.length)) - sides.length;
  const squares = sides.map(pearsonSquares);
  // A side on which nothing was counted agrees with its own rate of 0 and adds no square, but keeps its runs in df.
  const counted = sides.some(({ counts }) => counts.some((count) => count > 0));
  return { phi: counted && df > 0 ? sum(squares) / df : Number.NaN, df };
}

function pearsonSquares(side: CountSeries): number {
  const rate = rateOf(side);
  if (!(rate > 0)) return 0;
  return sum(
    side.counts.map((count, run) => {
      const mean = side.exposures[run] * rate;
      return (count - mean) ** 2 / mean;
    }),
  );
}

/** Returns all counts over all exposures of a side, the maximum-likelihood rate; throws RangeError for a malformed side. */
export function rateOf({ counts, exposures }: CountSeries): number {
  if (counts.length !== exposures.length || counts.length === 0)
    throw new RangeError(`${counts.length} counts with ${exposures.length} exposures`);
  if (!exposures.every((exposure) => exposure > 0)) throw new RangeError("exposures must be positive");
  if (!counts.every((count) => count >= 0)) throw new RangeError("counts must be at least 0");
  return sum([...counts]) / sum([...exposures]);
}
