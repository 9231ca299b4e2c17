import type { Profile } from "./profile.ts";

/** Flat counts, one entry a symbol of the profile's table. */
export interface SymbolCounts {
  readonly counts: Float64Array;
  /** null together where every count is exact. */
  readonly low: Float64Array | null;
  readonly high: Float64Array | null;
}

/** By measure: of stacks and raw profiles adding up costs as much as reading, and a comparison asks several times. */
const known = new WeakMap<Profile, SymbolCounts[]>();

/** Adds up the samples of each leaf symbol (pprof's flat) for measure `measure`, by default the first; of a flat listing they are the measure's own columns. */
export function countSymbols(profile: Profile, measure = 0): SymbolCounts {
  let counted = known.get(profile);
  if (counted === undefined) {
    counted = [];
    known.set(profile, counted);
  }
  return (counted[measure] ??= addSamples(profile, measure));
}

function addSamples({ samples, stacks, symbols, measures }: Profile, measure: number): SymbolCounts {
  const { counts, low, high } = measures[measure];
  if (samples.isEveryStack && stacks.isFlat) return { counts, low, high };
  const { stack } = samples;
  // Of flat stacks the column of symbols need not even be made.
  const leaf = stacks.isFlat ? null : stacks.symbol;
  const add = (values: Float64Array): Float64Array => {
    const sums = new Float64Array(symbols.length);
    for (let i = 0; i < stack.length; i++) sums[leaf === null ? stack[i] : leaf[stack[i]]] += values[i];
    return sums;
  };
  return { counts: add(counts), low: low && add(low), high: high && add(high) };
}
