/** Ticks of functions, of the words and lines that were read. */

import { ADDRESS, INDEX, ROW_LINE, ROW_SIZE, ROW_TICKS, TICKS } from "./layout";

/** After takeTicks(): rows, the next word, counters used, the sum of their ticks. */
let rows: i32 = 0;
let nextWord: u32 = 0;
let used: i32 = 0;
let sum: u32 = 0;
export function rowsTaken(): i32 {
  return rows;
}
export function wordReached(): u32 {
  return nextWord;
}
export function countersUsed(): i32 {
  return used;
}
export function ticksTaken(): u32 {
  return sum;
}

/**
 * Gives counters to the functions that end where the lines of readLines() begin, as TickCursor does, and puts those that
 * are listed into the columns of rows, the first of all as line -1. The columns of words hold the next `counters` counters
 * with ticks; `word` of `words` is the first that no function has got. Returns how many lines were used: fewer where
 * words run out, or an address lies below the start.
 */
export function takeTicks(
  lines: i32,
  counters: i32,
  startHigh: u32,
  startLow: u32,
  step: u32,
  words: u32,
  word: u32,
  lowBefore: u32,
  all: bool,
): i32 {
  const start = (<u64>startHigh << 32) | startLow;
  let low = lowBefore;
  let line: i32 = 0;
  let place: i32 = 0;
  let total: u32 = 0;
  let filled: i32 = 0;
  let at = word;
  for (; line < lines; line++) {
    const address = load<u64>(ADDRESS + (<usize>line << 3));
    if (at >= words || address < start) break;
    const offset = address - start;
    const quotient = step == 0 ? 0 : offset / step;
    const end: u32 = quotient < words ? <u32>quotient : words;
    let ticks: u32 = 0;
    // Counter i stands in word i + 1.
    for (; place < counters && load<u32>(INDEX + (<usize>place << 2)) + 1 < end; place++) {
      ticks += load<u32>(TICKS + (<usize>place << 2));
    }
    if (end > at) at = end;
    total += ticks;
    const size = <u32>address - low;
    low = <u32>address;
    if ((ticks == 0 && !all) || size == 0) continue;
    store<i32>(ROW_LINE + (<usize>filled << 2), line - 1);
    store<u32>(ROW_TICKS + (<usize>filled << 2), ticks);
    store<u32>(ROW_SIZE + (<usize>filled << 2), size);
    filled += 1;
  }
  rows = filled;
  nextWord = at;
  used = place;
  sum = total;
  return line;
}
