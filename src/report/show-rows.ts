import type { ProfileSummary, SummarySymbol } from "../analysis/summary-result.ts";

/** What the symbols of a profile are ordered by: the most first, names from a to z. */
export type ShowKey = "ticks" | "load" | "size" | "name";

/** Which symbols of a profile are shown. */
export interface ShowView {
  readonly by: "symbol" | "group" | "module";
  readonly sort: ShowKey;
  /** Most symbols shown; Infinity for all. */
  readonly top: number;
  /** Shows only symbols whose name it matches; totals stay as they are. */
  readonly filter: RegExp | null;
}

/** Returns the ranks of the symbols that a view shows, in its order; only what it has to look at is made. */
export function chooseSymbols({ symbols }: ProfileSummary, { sort, top, filter }: ShowView): number[] {
  if (sort === "ticks" && filter === null) {
    return Array.from({ length: Math.min(top, symbols.length) }, (_, rank) => rank);
  }
  let rows = Array.from({ length: symbols.length }, (_, rank) => ({ rank, symbol: symbols.at(rank) }));
  if (filter !== null) rows = rows.filter(({ symbol }) => filter.test(symbol.name));
  // Equal keys keep the order by ticks, as sort is stable.
  if (sort === "name")
    rows.sort((a, b) => (a.symbol.name < b.symbol.name ? -1 : a.symbol.name > b.symbol.name ? 1 : 0));
  else if (sort !== "ticks") rows.sort((a, b) => keyOf(b.symbol, sort) - keyOf(a.symbol, sort));
  return rows.slice(0, Math.min(top, rows.length)).map(({ rank }) => rank);
}

// -1, not -Infinity: two unknown ones must compare as equal, and their difference would be NaN.
function keyOf({ load, size }: SummarySymbol, sort: "load" | "size"): number {
  return (sort === "load" ? load : size?.min) ?? -1;
}
