import type { SeveralResult } from "./compare-several.ts";
import type { SymbolRow, SymbolTable } from "./diff-result.ts";
import { orderRows, type RowKey, scoreAt } from "./row-order.ts";

/** One symbol in several comparisons. */
export interface SeveralRow {
  readonly symbol: string;
  readonly module: string;
  /** Its row in each comparison, in their order; null where neither side of that one counts it. */
  readonly rows: readonly (SymbolRow | null)[];
}

/** Which rows are wanted, and in which order; as of one comparison. */
export interface SeveralSelection {
  readonly key: RowKey;
  readonly top: number;
  readonly includes?: (name: string) => boolean;
}

/** The rows of a common table. */
export interface JoinedSymbols {
  readonly rows: readonly SeveralRow[];
  /** Symbols of all comparisons, of which `rows` are the first. */
  readonly total: number;
}

/**
 * Joins the symbols of several comparisons by name and module, the first `top` in the order asked for: a row stands where
 * the comparison puts it that puts it first, and of equals that of the earlier comparison comes first.
 *
 * So a row among the first `top` of all is among the first `top` of that comparison, and only these are looked at.
 */
export function joinSymbols({ results }: SeveralResult, selection: SeveralSelection): JoinedSymbols {
  const { key, top, includes } = selection;
  const places = results.map(({ symbols }) => placeSymbols(symbols));
  const candidates = results.flatMap(({ symbols }) =>
    Array.from(
      orderRows(symbols, {
        key,
        top,
        ...(includes === undefined ? {} : { includes: (row: number) => includes(symbols.nameAt(row)) }),
      }),
      (index) => ({
        id: idOf(symbols, index),
        symbol: symbols.nameAt(index),
        module: symbols.moduleAt(index),
        score: key === "name" ? symbols.nameAt(index) : scoreAt(symbols, key, index),
        change: scoreAt(symbols, "delta", index),
      }),
    ),
  );
  // A sort keeps the order of equals: the comparisons', and in one of them its own.
  candidates.sort((a, b) => compare(a.score, b.score) || compare(a.change, b.change));
  const joined = new Map<string, SeveralRow>();
  for (const { id, symbol, module } of candidates) {
    if (joined.size === top) break;
    if (joined.has(id)) continue;
    const rows = results.map(({ symbols }, i) => {
      const place = places[i].get(id);
      return place === undefined ? null : symbols.at(place);
    });
    joined.set(id, { symbol, module, rows });
  }
  const all = new Set(places.flatMap((place) => [...place.keys()]));
  return { rows: [...joined.values()], total: all.size };
}

function placeSymbols(symbols: SymbolTable): Map<string, number> {
  return new Map(Array.from({ length: symbols.length }, (_, i) => [idOf(symbols, i), i]));
}

/** Module and name are what a symbol is. */
function idOf(symbols: SymbolTable, index: number): string {
  return `${symbols.moduleAt(index)}\0${symbols.nameAt(index)}`;
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
