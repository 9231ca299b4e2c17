import { measureCells } from "./cell-width.ts";
import { escapeTerminal } from "./escape-terminal.ts";
import { type Glyphs, spellIn } from "./glyphs.ts";
import { shortenMiddle } from "./shorten-middle.ts";

/** Makes a text safe for the screen, in characters that it has. */
export function toScreen(text: string, glyphs: Glyphs): string {
  return spellIn(glyphs, escapeTerminal(text));
}

/** Makes a text of exactly `cells` cells: shortened in its middle, or padded. The text must be safe already. */
export function fitText(text: string, cells: number, glyphs: Glyphs): string {
  return padEnd(shortenMiddle(text, cells, glyphs.ellipsis), cells);
}

/** Fits a name into `cells` cells, made safe, with what stands behind it; the name gives way, its middle first. */
export function fitName(
  { text, detail }: { readonly text: string; readonly detail?: string },
  cells: number,
  glyphs: Glyphs,
): string {
  const behind = detail === undefined ? "" : ` ${toScreen(detail, glyphs)}`;
  const room = Math.max(1, cells - measureCells(behind));
  return shortenMiddle(toScreen(text, glyphs), room, glyphs.ellipsis, text.length) + behind;
}

/** Pads a safe text at its end to `cells` cells. */
export function padEnd(text: string, cells: number): string {
  return text + " ".repeat(Math.max(0, cells - measureCells(text)));
}

/** Pads a safe text at its start to `cells` cells. */
export function padStart(text: string, cells: number): string {
  return " ".repeat(Math.max(0, cells - measureCells(text))) + text;
}

/** Cuts a safe, unpainted text at `cells` cells, and marks the cut. */
export function cutEnd(text: string, cells: number, glyphs: Glyphs): string {
  if (measureCells(text) <= cells) return text;
  const mark = glyphs.ellipsis;
  let kept = "";
  let used = measureCells(mark);
  if (used > cells) return "";
  for (const character of text) {
    used += measureCells(character);
    if (used > cells) break;
    kept += character;
  }
  return kept + mark;
}
