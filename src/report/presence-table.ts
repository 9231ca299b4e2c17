import type { DiffResult } from "../analysis/diff-result.ts";
import { symbolTable } from "./diff-table.ts";
import type { Table } from "./report.ts";

/** Makes the table of those of the symbols at `indices` that only one side lists, its id `new` or `gone`. */
export function presenceTable(
  result: DiffResult,
  indices: ArrayLike<number>,
  presence: "new" | "gone",
  filter: string | null,
): Table {
  const only = Array.from(indices).filter((index) => result.symbols.presenceAt(index) === presence);
  return { ...symbolTable(result, only, filter), id: presence, main: false, omitted: null };
}
