import type { Cell, Column } from "../report/report.ts";

// Columns of these are sorted by their text.
const TEXTS: ReadonlySet<Column["kind"]> = new Set(["text", "name", "verdict", "mark"]);

/** Whether a column is sorted by numbers. */
export function sortsByNumber({ kind }: Column): boolean {
  return !TEXTS.has(kind);
}

/** Returns the number that a cell is sorted by: its own in full precision; null where it is not known. */
export function sortKey(cell: Cell): number | null {
  switch (cell.kind) {
    case "count":
    case "change":
    case "ratio":
    case "part":
      return known(cell.point);
    case "interval":
    case "shareInterval":
      return known(cell.low);
    case "range":
      return known(cell.min);
    case "share":
    case "bar":
      return known(cell.fraction);
    case "probability":
    case "number":
      return known(cell.value);
    default:
      return null;
  }
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
