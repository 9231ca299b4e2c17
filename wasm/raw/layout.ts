/** Columns at fixed places of the linear memory, whose pages the system commits when they are first touched. */

import { claimPages } from "../bytes/pages";

/** What is read: words of a profile, or whole lines of a map. */
export const INPUT: usize = 1024;
const INPUT_BYTES: usize = 5 << 16;
/** What may be read and written past the end of texts. */
const SLACK: usize = 64;
/** A usual line is no shorter, so that columns of lines have room. */
export const SHORTEST: usize = 20;
const MOST_LINES: usize = INPUT_BYTES / SHORTEST + 1;

/** Words that are not 0: their numbers and they themselves; of the input, or those that the functions of the input may get. */
const MOST_WORDS: usize = 1 << 20;
export const INDEX: usize = INPUT + INPUT_BYTES + SLACK;
export const TICKS: usize = INDEX + (MOST_WORDS << 2) + SLACK;
/** Lines that name code: addresses, names one after another, and where each name begins. */
export const ADDRESS: usize = TICKS + (MOST_WORDS << 2) + SLACK;
export const NAME_START: usize = ADDRESS + (MOST_LINES << 3);
export const NAMES: usize = NAME_START + ((MOST_LINES + 1) << 2);
/** Rows to be written: the line with the name, ticks, bytes. */
export const ROW_LINE: usize = NAMES + INPUT_BYTES + SLACK;
export const ROW_TICKS: usize = ROW_LINE + (MOST_LINES << 2);
export const ROW_SIZE: usize = ROW_TICKS + (MOST_LINES << 2);
/** Rows as text; one has up to 64 bytes beside its name, and 40 where that is shorter. */
export const TEXT: usize = ((ROW_SIZE + (MOST_LINES << 2)) | 15) + 1;
const TEXT_BYTES: usize = INPUT_BYTES + MOST_LINES * 104;
const END: usize = TEXT + TEXT_BYTES + SLACK;

/** Claims the memory; called once. */
export function start(): void {
  claimPages(END);
}

export function inputStart(): usize {
  return INPUT;
}
export function inputBytes(): usize {
  return INPUT_BYTES;
}
export function mostWords(): usize {
  return MOST_WORDS;
}
export function indexStart(): usize {
  return INDEX;
}
export function ticksStart(): usize {
  return TICKS;
}
export function addressStart(): usize {
  return ADDRESS;
}
export function nameStartStart(): usize {
  return NAME_START;
}
export function namesStart(): usize {
  return NAMES;
}
export function mostLines(): usize {
  return MOST_LINES;
}
export function rowLineStart(): usize {
  return ROW_LINE;
}
export function rowTicksStart(): usize {
  return ROW_TICKS;
}
export function rowSizeStart(): usize {
  return ROW_SIZE;
}
export function textStart(): usize {
  return TEXT;
}
