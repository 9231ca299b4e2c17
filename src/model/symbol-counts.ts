import type { Profile } from "./profile.ts";

/** Flat counts, one entry a symbol of the profile's table. */
export interface SymbolCounts {
  readonly counts: Float64Array;
  /** null together where every count is exact. */
  readonly low: Float64Array | null;
  readonly high: Float64Array | null;
}

/** Adds up the samples of each leaf symbol (pprof's flat) for measure `measure`, by default the first; of a flat listing they are the measure's own columns. */
export function countSymbols(profile: Profile, measure = 0): SymbolCounts {
  const { samples, stacks, symbols } = profile;
  const { counts, low, high } = profile.measures[measure];
  if (samples.isEveryStack && stacks.isFlat) return { counts, low, high };
  const add = (values: Float64Array): Float64Array => {
    const sums = new Float64Array(symbols.length);
    for (let i = 0; i < samples.length; i++) sums[stacks.symbol[samples.stack[i]]] += values[i];
    return sums;
  };
  return { counts: add(counts), low: low && add(low), high: high && add(high) };
}
