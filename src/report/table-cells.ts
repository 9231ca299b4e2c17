import type { Cell } from "./report.ts";

/** A cell for what is unknown or does not apply. */
export const EMPTY: Cell = { kind: "empty" };

/** Makes a cell for a fraction, empty where it is undefined. */
export function shareCell(fraction: number): Cell {
  return Number.isFinite(fraction) ? { kind: "share", fraction } : EMPTY;
}

/** Makes a cell for a name from an input, empty where there is none. */
export function nameCell(text: string): Cell {
  return text === "" ? EMPTY : { kind: "name", text };
}

/** Makes a cell for a line number, empty where the input has none. */
export function lineCell(line: number | null): Cell {
  return line === null ? EMPTY : { kind: "number", value: line, digits: 0 };
}

/** Makes a cell for a number with a fixed number of digits, empty where it is undefined. */
export function numberCell(value: number, digits: number): Cell {
  return Number.isFinite(value) ? { kind: "number", value, digits } : EMPTY;
}
