import { measureCells } from "./cell-width.ts";
import { formatCount } from "./format-count.ts";

// From here on a reader cannot guess how much is missing, and is told.
const LONG = 200;

/**
 * Shortens a text to at most `cells` terminal cells by taking out its middle, because symbol names differ at both ends.
 * Of a long text the length is said too: `aaaa…(10000 characters)…zzzz`; `length` is that of the text before escaping.
 */
export function shortenMiddle(
  text: string,
  cells: number,
  ellipsis: string,
  length: number = text.length,
): string {
  if (measureCells(text) <= cells) return text;
  const told = `${ellipsis}(${formatCount(length)} characters)${ellipsis}`;
  const gap = length > LONG && measureCells(told) <= cells / 2 ? told : ellipsis;
  const room = cells - measureCells(gap);
  const head = takeCells(text.slice(0, cells * 8), Math.ceil(room / 2));
  const tail = takeCells(Array.from(text.slice(-cells * 8)).reverse(), Math.floor(room / 2));
  return head.join("") + gap + tail.reverse().join("");
}

/** Takes characters while they fit, marks that sit on the last one included. */
function takeCells(characters: Iterable<string>, cells: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const character of characters) {
    used += measureCells(character);
    if (used > cells) break;
    taken.push(character);
  }
  return taken;
}
