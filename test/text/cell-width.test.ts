import { expect, it } from "vitest";
import { measureCells } from "../../src/text/cell-width.ts";

// Widths by EastAsianWidth.txt and the general categories of Unicode.
it.each([
  ["", 0],
  ["abc", 3],
  ["naïve", 5],
  ["e\u0301", 1],
  ["漢字", 4],
  ["カナ", 4],
  ["ｶﾅ", 2],
  ["한글", 4],
  ["\u1112\u1161\u11ab", 2],
  ["Ａ", 2],
  ["😀", 2],
  ["🇩🇪", 2],
  ["█▌", 2],
  ["≥1.04", 5],
  ["\u{20000}", 2],
])("%s takes %i cells", (text, cells) => {
  expect(measureCells(text)).toBe(cells);
});
