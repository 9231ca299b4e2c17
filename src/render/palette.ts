import type { Tone } from "../report/report.ts";

/** What is written before and after a text of each tone. */
export type Palette = Readonly<Record<Tone, readonly [before: string, after: string]>>;

/** Writes no colours. */
export const PLAIN_PALETTE: Palette = { strong: ["", ""], up: ["", ""], down: ["", ""], faint: ["", ""] };

/** Writes SGR sequences (ECMA-48) of the eight basic colours, which every theme keeps readable. */
export const ANSI_PALETTE: Palette = {
  strong: ["\x1b[1m", "\x1b[22m"],
  up: ["\x1b[31m", "\x1b[39m"],
  down: ["\x1b[32m", "\x1b[39m"],
  faint: ["\x1b[2m", "\x1b[22m"],
};
