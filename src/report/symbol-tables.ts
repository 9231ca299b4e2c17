/** Tables of a report for browsing that show the symbols a reader chose, in the order chosen: all, both sides, one side only. */
const SYMBOL_TABLES = ["symbols", "sides", "new", "gone"] as const;

export type SymbolTableId = (typeof SYMBOL_TABLES)[number];

/** True for the id of a table that shows chosen symbols. */
export function isSymbolTable(id: string): id is SymbolTableId {
  return SYMBOL_TABLES.some((known) => known === id);
}
