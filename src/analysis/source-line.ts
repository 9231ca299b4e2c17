import type { Profile } from "../model/profile.ts";

/**
 * Returns the input line that states a symbol's count, null where there is none. In a flat listing sample i is symbol i;
 * a symbol of call stacks has many samples, hence no line of its own.
 */
export function lineOf({ samples, stacks, symbols }: Profile, symbol: number): number | null {
  if (samples.line === null || symbol < 0) return null;
  if (samples.isEveryStack && stacks.isFlat) return samples.line[symbol];
  const isFlat = samples.length === symbols.length && stacks.length === symbols.length;
  return isFlat && stacks.symbol[samples.stack[symbol]] === symbol ? samples.line[symbol] : null;
}
