import type { Rows, Table } from "../report/report.ts";

/**
 * Finds the next row whose name contains `text`, from row `from` on in the direction of `step` (1 or -1), around the
 * end. Small letters match capitals too. Returns -1 where no row does.
 */
export function findRow(table: Table, text: string, from: number, step: 1 | -1): number {
  const { rows, columns } = table;
  const nameColumn = columns.findIndex(({ kind, hidden }) => kind === "name" && hidden !== true);
  const isWanted = matcher(text);
  for (let walked = 0; walked < rows.length; walked++) {
    const row = (from + step * walked + rows.length * 2) % rows.length;
    if (isWanted(nameOf(rows, row, nameColumn))) return row;
  }
  return -1;
}

function matcher(text: string): (name: string) => boolean {
  if (text !== text.toLowerCase()) return (name) => name.includes(text);
  return (name) => name.toLowerCase().includes(text);
}

function nameOf(rows: Rows, row: number, nameColumn: number): string {
  if (rows.nameAt !== undefined) return rows.nameAt(row);
  const cell = rows.at(row)?.[nameColumn];
  return cell?.kind === "name" || cell?.kind === "text" ? cell.text : "";
}
