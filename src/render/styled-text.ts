import type { Cell, Tone } from "../report/report.ts";
import { measureCells } from "../text/cell-width.ts";
import { escapeTerminal } from "../text/escape-terminal.ts";
import { spellIn } from "../text/glyphs.ts";
import { shortenMiddle } from "../text/shorten-middle.ts";
import type { Canvas } from "./renderer.ts";

/** Makes a text safe for the canvas, in characters that it has. */
export function toScreen(text: string, { glyphs }: Canvas): string {
  return spellIn(glyphs, escapeTerminal(text));
}

/** Fits a name into `cells` with what stands behind it; the name gives way, its middle first. */
export function fitName(
  cell: { readonly text: string; readonly detail?: string },
  cells: number,
  canvas: Canvas,
): string {
  const detail = cell.detail === undefined ? "" : ` ${toScreen(cell.detail, canvas)}`;
  const room = Math.max(1, cells - measureCells(detail));
  return shortenMiddle(toScreen(cell.text, canvas), room, canvas.glyphs.ellipsis, cell.text.length) + detail;
}

/** Colours a text that was measured and padded already. */
export function paint(text: string, tone: Tone | null, { palette }: Canvas): string {
  if (tone === null || text.trim() === "") return text;
  const [before, after] = palette[tone];
  return before + text + after;
}

/** Returns the tone in which a cell is shown, null for the plain one. */
export function toneOf(cell: Cell): Tone | null {
  return cell.kind === "text" || cell.kind === "verdict" ? (cell.tone ?? null) : null;
}
