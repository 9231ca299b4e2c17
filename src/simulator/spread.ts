/** A figure over placement seeds. */
export interface Spread {
  readonly mean: number;
  /** Standard deviation between placements; 0 for a single seed, which says nothing of it. */
  readonly sd: number;
  /** The figure of each seed, in their order: figures of equal seeds may be compared one by one. */
  readonly values: readonly number[];
}

/** Returns mean and standard deviation of the figures of some placements, one at least. */
export function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { mean, sd: 0, values };
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { mean, sd: Math.sqrt(squares / (values.length - 1)), values };
}

/**
 * Combines figures seed by seed, so that a difference or a ratio has the spread of its own: a seed places the pages of
 * all variants alike, and much of the luck drops out.
 */
export function combineSpreads(spreads: readonly Spread[], combine: (...values: number[]) => number): Spread {
  return spreadOf(spreads[0].values.map((_, seed) => combine(...spreads.map(({ values }) => values[seed]))));
}
