import { spellCharacter } from "./escape-terminal.ts";

/** The characters that an output can show. */
export interface Glyphs {
  readonly ellipsis: string;
  /** What fills a cell of a bar by 0 to 8 eighths. */
  readonly bar: readonly string[];
  /** How a character of the program's own texts is written where the output lacks it. */
  readonly spellings: ReadonlyMap<string, string>;
  /** Characters that the output lacks; null where it shows all. */
  readonly lacks: RegExp | null;
}

/** For an output in UTF-8. */
export const UNICODE_GLYPHS: Glyphs = {
  ellipsis: "…",
  bar: ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
  spellings: new Map(),
  lacks: null,
};

/** For an output in any other encoding: all of them hold printable ASCII. */
export const ASCII_GLYPHS: Glyphs = {
  ellipsis: "...",
  bar: ["", ".", ".", ".", ":", ":", ":", "#", "#"],
  spellings: new Map([
    ["Δ", "delta"],
    ["…", "..."],
    ["≥", ">="],
    ["≤", "<="],
    ["≈", "~"],
    ["∞", "inf"],
    ["φ", "phi"],
    ["·", "-"],
    // Steps of a trend, by how much ink they have.
    ["▁", "_"],
    ["▂", "."],
    ["▃", "-"],
    ["▄", "~"],
    ["▅", "="],
    ["▆", "+"],
    ["▇", "*"],
    ["█", "#"],
  ]),
  lacks: /[^\x20-\x7e]/gu,
};

/** Writes a text in the characters of an output; a character without a spelling becomes an escape: `\u{4e2d}`. */
export function spellIn(glyphs: Glyphs, text: string): string {
  if (glyphs.lacks === null) return text;
  return text.replace(
    glyphs.lacks,
    (character) => glyphs.spellings.get(character) ?? spellCharacter(character),
  );
}
