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
  const only = choosePresent(result, indices, presence);
  return { ...symbolTable(result, only, filter), id: presence, main: false, omitted: null };
}

/** Returns those of the symbols at `indices` that only one side lists, in their order. */
export function choosePresent(
  { symbols }: DiffResult,
  indices: ArrayLike<number>,
  presence: "new" | "gone",
): readonly number[] {
  return Array.from(indices).filter((index) => symbols.presenceAt(index) === presence);
}
