import type { Profile } from "../model/profile.ts";

/**
 * Returns the input line that states a symbol's count, null where there is none. In a flat listing sample i is symbol i;
 * a symbol of call stacks has many samples, hence no line of its own.
 */
export function lineOf({ samples, stacks, symbols }: Profile, symbol: number): number | null {
  const isFlat = samples.length === symbols.length && stacks.length === symbols.length;
  if (samples.line === null || symbol < 0 || !isFlat || stacks.symbol[samples.stack[symbol]] !== symbol)
    return null;
  return samples.line[symbol];
}
