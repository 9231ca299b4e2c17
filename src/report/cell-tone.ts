import type { Cell, Tone } from "./report.ts";

/** Returns the tone in which a cell is shown, null for the plain one. */
export function toneOf(cell: Cell): Tone | null {
  return cell.kind === "text" || cell.kind === "verdict" ? (cell.tone ?? null) : null;
}
