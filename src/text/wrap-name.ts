import { measureCells } from "./cell-width.ts";
import type { Glyphs } from "./glyphs.ts";
import { fitName, toScreen } from "./screen-text.ts";
import { wrapWords } from "./wrap-words.ts";

// An endless name must not drive all else off the screen.
const MOST_LINES = 4;

/**
 * Breaks a name and what stands behind it into lines of at most `cells` cells, made safe. Where that takes more than four, or
 * would change it (a word that is longer than a line, spaces in a row), it is shortened to one.
 */
export function wrapName(
  name: { readonly text: string; readonly detail?: string },
  cells: number,
  glyphs: Glyphs,
): string[] {
  const text = name.detail === undefined ? name.text : `${name.text} ${name.detail}`;
  const safe = toScreen(text, glyphs);
  if (measureCells(safe) <= cells * MOST_LINES) {
    const lines = wrapWords(safe, cells);
    const isWhole = lines.join(" ") === safe && lines.every((line) => measureCells(line) <= cells);
    if (isWhole && lines.length <= MOST_LINES) return lines;
  }
  return [fitName(name, cells, glyphs)];
}
