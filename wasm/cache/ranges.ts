/** Ranges of lines through the caches of one processor, each line once and upwards. */

import { any, keysOf, lanesBetween } from "./fours";
import { line, lineShift, longestStep, setMask } from "./layout";
import { fetchFour, readFour, walkFour, writeFour } from "./lines";

/** How far in sets the two sides of a copy may be apart for one to overtake the other within four lines. */
const NEAR_BEHIND: i32 = 6;
const NEAR: i32 = 8;

/** Loads from the lines `first` to `last`. */
// @ts-ignore: decorator
@inline
export function readLines(cpu: usize, first: i32, last: i32): void {
  for (let four = first & ~3; four <= last; four += 4) readFour(cpu, four, lanesBetween(four, first, last));
}

/** Stores to the lines `first` to `last`. */
// @ts-ignore: decorator
@inline
export function writeLines(cpu: usize, first: i32, last: i32): void {
  for (let four = first & ~3; four <= last; four += 4) writeFour(cpu, four, lanesBetween(four, first, last), false);
}

/** Reads the lines `first` to `last` from L2 for another cache than the data cache. */
export function fetchLines(cpu: usize, first: i32, last: i32): void {
  for (let four = first & ~3; four <= last; four += 4) fetchFour(cpu, four, lanesBetween(four, first, last));
}

/** Loads from the lines `first` to `last`, but stores to the line `store` and every `every` lines from there. */
// @ts-ignore: decorator
@inline
export function walkLines(cpu: usize, first: i32, last: i32, store: i32, every: i32): void {
  let next = store;
  for (let four = first & ~3; four <= last; four += 4) {
    const all = lanesBetween(four, first, last);
    let stores = i32x4.splat(0);
    for (; next < four + 4; next += every) stores = v128.or(stores, lanesBetween(four, next, next));
    walkFour(cpu, four, all, stores);
  }
}

/** Touches the lines of a copy; DataCaches.stream says which and in which order. */
export function copyLines(cpu: usize, source: i32, destination: i32, bytes: i32, whole: bool): void {
  const mask = line - 1;
  const from = source >>> lineShift;
  const to = destination >>> lineShift;
  const ahead = from - to;
  const alike = ((source ^ destination) & mask) == 0 && (ahead & setMask) == 0;
  if (longestStep == line && setMask >= 2 * NEAR && (alike || ((ahead + NEAR_BEHIND) & setMask) > NEAR)) {
    copyFours(cpu, source, destination, bytes, whole);
  } else {
    copySteps(cpu, source, destination, bytes, whole);
  }
}

/** Four lines of the source, then four of the destination: no line overtakes one of the other side that shares its set. */
function copyFours(cpu: usize, source: i32, destination: i32, bytes: i32, whole: bool): void {
  const mask = line - 1;
  const first = source >>> lineShift;
  const last = (source + bytes - 1) >>> lineShift;
  const firstTo = destination >>> lineShift;
  const lastTo = (destination + bytes - 1) >>> lineShift;
  const firstWhole = (destination + mask) >>> lineShift;
  const lastWhole = ((destination + bytes) >>> lineShift) - 1;
  let four = first & ~3;
  let fourTo = firstTo & ~3;
  while (four <= last || fourTo <= lastTo) {
    if (four <= last) readFour(cpu, four, lanesBetween(four, first, last));
    if (fourTo <= lastTo) {
      const lanes = lanesBetween(fourTo, firstTo, lastTo);
      if (whole) {
        const covered = lanesBetween(fourTo, firstWhole, lastWhole);
        writeFour(cpu, fourTo, v128.and(lanes, covered), true);
        const rest = v128.andnot(lanes, covered);
        if (any(rest)) writeFour(cpu, fourTo, rest, false);
      } else {
        writeFour(cpu, fourTo, lanes, false);
      }
    }
    four += 4;
    fourTo += 4;
  }
}

/** Step by step, as far as a step stays within a line of either side. */
function copySteps(cpu: usize, source: i32, destination: i32, bytes: i32, whole: bool): void {
  const mask = line - 1;
  const end = destination + bytes;
  let s = source;
  let d = destination;
  while (d < end) {
    const inSource = line - (s & mask);
    const inDestination = line - (d & mask);
    const step = min(min(inSource, inDestination), min(end - d, longestStep));
    const from = s >>> lineShift;
    const to = d >>> lineShift;
    const mayMeet = ((from - to + 1) & setMask) <= 2;
    if (mayMeet || s == source || inSource == line) readLines(cpu, from, from);
    const covers = inDestination == line && whole && end - d >= line;
    if (covers || mayMeet || d == destination || inDestination == line) {
      writeFour(cpu, to & ~3, lanesBetween(to & ~3, to, to), covers);
    }
    s += step;
    d += step;
  }
}
