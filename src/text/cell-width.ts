import { isPlain } from "./plain-text.ts";

/**
 * Counts the terminal cells of a text without control characters. Own code because string-width adds 36 ms to the start
 * and emoji sequences, its strength, never get here: their joiners are made visible by escapeTerminal.
 */
export function measureCells(text: string): number {
  return isPlain(text) ? text.length : sumCells(text);
}

// Made when they are first needed: their classes of Unicode take a millisecond of each start.
let widths: { readonly wide: RegExp; readonly zero: RegExp } | null = null;

function sumCells(text: string): number {
  widths ??= {
    // Characters of two cells: East_Asian_Width W and F without emoji (Unicode 14 EastAsianWidth.txt; gaps that are not yet
    // assigned belong to the block around them), and emoji that are pictures by default. Regional indicators are one cell each.
    wide: /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u3247\u3250-\u4dbf\u4e00-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufad9\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2fb}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|(?![\u{1f1e6}-\u{1f1ff}])\p{Emoji_Presentation}/u,
    // No cell of their own: marks that sit on a letter, format characters, and the Hangul vowels and finals that join a syllable.
    zero: /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]/u,
  };
  let cells = 0;
  for (const character of text) {
    cells += widths.zero.test(character) ? 0 : widths.wide.test(character) ? 2 : 1;
  }
  return cells;
}
