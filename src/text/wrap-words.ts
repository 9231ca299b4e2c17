import { measureCells } from "./cell-width.ts";
import { shortenMiddle } from "./shorten-middle.ts";

// A flag with its quoted value is there to be pasted: it is never broken or shortened, even where it is longer than a line.
const WORD = /--[\w-]+ '[^']*'\S*|\S+/g;

/** Breaks a text at its spaces into lines of at most `cells` terminal cells; a word that is longer loses its middle. */
export function wrapWords(text: string, cells: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.match(WORD) ?? []) {
    const fitted = word.includes(" ") ? word : shortenMiddle(word, cells, "...");
    const longer = line === "" ? fitted : `${line} ${fitted}`;
    if (line !== "" && measureCells(longer) > cells) {
      lines.push(line);
      line = fitted;
    } else {
      line = longer;
    }
  }
  if (line !== "") lines.push(line);
  return lines;
}
