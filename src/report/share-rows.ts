import type { ShareGroup, ShareSymbol } from "../analysis/share-result.ts";

/** Which symbols of each group are shown, and in which order; groups themselves all stay. */
export interface ShareView {
  readonly sort: "ticks" | "name";
  /** Most symbols of a group. */
  readonly top: number;
  readonly filter: RegExp | null;
}

/** Shows everything, the most ticks first. */
export const WHOLE_SHARE: ShareView = { sort: "ticks", top: Infinity, filter: null };

/** Returns a group with the symbols that a view shows; its own numbers stay as they are. */
export function selectSymbols(group: ShareGroup, { sort, top, filter }: ShareView): ShareGroup {
  const matching = group.symbols.filter(({ symbol }) => filter === null || filter.test(symbol));
  const symbols = sort === "name" ? matching.toSorted(byName) : matching;
  return { ...group, symbols: symbols.slice(0, Math.min(top, symbols.length)) };
}

function byName(a: ShareSymbol, b: ShareSymbol): number {
  return a.symbol < b.symbol ? -1 : a.symbol > b.symbol ? 1 : 0;
}
