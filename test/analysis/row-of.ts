import type { DiffResult, SymbolRow } from "../../src/analysis/diff-result.ts";

/** Returns the row of a symbol's name; throws where a comparison has none. */
export function rowOf({ symbols }: DiffResult, name: string): SymbolRow {
  for (let i = 0; i < symbols.length; i++) if (symbols.nameAt(i) === name) return symbols.at(i);
  throw new Error(`no row ${name}`);
}
