import { ASCII_GLYPHS, type Glyphs, UNICODE_GLYPHS } from "../text/glyphs.ts";

/** How a piece of text is told apart; characters always say the same, as colour may be missing. */
export type Style = "accent" | "strong" | "faint" | "up" | "down" | "selected";

/** What the terminal can show. */
export interface Theme {
  readonly glyphs: Glyphs;
  readonly line: LineGlyphs;
  readonly paint: (text: string, style: Style | null) => string;
}

/** Characters of intervals and steps. */
export interface LineGlyphs {
  readonly lowEnd: string;
  readonly between: string;
  readonly highEnd: string;
  /** An interval that goes on beyond its scale. */
  readonly lower: string;
  readonly higher: string;
  /** No change. */
  readonly middle: string;
  readonly rise: string;
  readonly fall: string;
  /** Between columns of the frame. */
  readonly rule: string;
}

const UNICODE_LINE: LineGlyphs = {
  lowEnd: "├",
  between: "─",
  highEnd: "┤",
  lower: "←",
  higher: "→",
  middle: "┊",
  rise: "█",
  fall: "░",
  rule: "│",
};

const ASCII_LINE: LineGlyphs = {
  lowEnd: "[",
  between: "-",
  highEnd: "]",
  lower: "<",
  higher: ">",
  middle: ":",
  rise: "+",
  fall: "-",
  rule: "|",
};

type Codes = Readonly<Record<Style, readonly [on: string, off: string]>>;

// ECMA-48 SGR with the eight basic colours, which every theme of a terminal keeps readable.
const BASIC: Codes = {
  accent: ["36", "39"],
  strong: ["1", "22"],
  faint: ["2", "22"],
  up: ["31", "39"],
  down: ["32", "39"],
  selected: ["7", "27"],
};

// Of the 256 colours only greys and shades that stand out on light and dark alike.
const MANY: Codes = { ...BASIC, accent: ["38;5;37", "39"], up: ["38;5;167", "39"], down: ["38;5;71", "39"] };

/** Makes the theme for a terminal of 0 (no colour at all), 16 or 256 colours. */
export function makeTheme({ colors, unicode }: { colors: 0 | 16 | 256; unicode: boolean }): Theme {
  const codes = colors === 256 ? MANY : BASIC;
  return {
    glyphs: unicode ? UNICODE_GLYPHS : ASCII_GLYPHS,
    line: unicode ? UNICODE_LINE : ASCII_LINE,
    paint: (text, style) => {
      if (colors === 0 || style === null || text === "") return text;
      const [on, off] = codes[style];
      return `\x1b[${on}m${text}\x1b[${off}m`;
    },
  };
}
