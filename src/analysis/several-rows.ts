import type { SeveralResult } from "./compare-several.ts";
import type { SymbolRow, SymbolTable } from "./diff-result.ts";
import { orderRows, type RowKey } from "./row-order.ts";

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
 * the comparison puts it that moves it most (largest change or factor, smallest q, most ticks).
 *
 * A row among the first `top` of all is among the first of the comparison that puts it there, so only these are made.
 */
export function joinSymbols({ results }: SeveralResult, selection: SeveralSelection): JoinedSymbols {
  const { key, top, includes } = selection;
  const places = results.map(({ symbols }) => placeSymbols(symbols));
  const joined = new Map<string, SeveralRow>();
  for (const { symbols } of results) {
    const chosen = orderRows(symbols, {
      key,
      top,
      ...(includes === undefined ? {} : { includes: (row: number) => includes(symbols.nameAt(row)) }),
    });
    for (const index of chosen) {
      const id = idOf(symbols, index);
      if (joined.has(id)) continue;
      joined.set(id, {
        symbol: symbols.nameAt(index),
        module: symbols.moduleAt(index),
        rows: results.map((result, i) => {
          const place = places[i].get(id);
          return place === undefined ? null : result.symbols.at(place);
        }),
      });
    }
  }
  const scored = [...joined.values()].map((row) => ({
    row,
    score: scoreOf(row, key),
    change: scoreOf(row, "delta"),
  }));
  scored.sort(
    (a, b) =>
      compare(a.score, b.score) ||
      compare(a.change, b.change) ||
      compare(a.row.symbol, b.row.symbol) ||
      compare(a.row.module, b.row.module),
  );
  const all = new Set(places.flatMap((place) => [...place.keys()]));
  return { rows: scored.slice(0, top).map(({ row }) => row), total: all.size };
}

function placeSymbols(symbols: SymbolTable): Map<string, number> {
  return new Map(Array.from({ length: symbols.length }, (_, i) => [idOf(symbols, i), i]));
}

/** Module and name are what a symbol is. */
function idOf(symbols: SymbolTable, index: number): string {
  return `${symbols.moduleAt(index)}\0${symbols.nameAt(index)}`;
}

/** What is sorted from the least; of a name the name itself. */
function scoreOf({ symbol, rows }: SeveralRow, key: RowKey): number | string {
  if (key === "name") return symbol;
  return Math.min(...rows.map((row) => (row === null ? Infinity : scoreOfRow(row, key))));
}

function scoreOfRow(row: SymbolRow, key: Exclude<RowKey, "name">): number {
  switch (key) {
    case "q":
      return Number.isNaN(row.q) ? Infinity : row.q;
    case "ratio":
      return Number.isNaN(row.ratio) ? Infinity : -Math.abs(Math.log(row.ratio));
    case "delta":
      return -Math.abs(row.delta.point);
    default:
      return -row[key].point;
  }
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
