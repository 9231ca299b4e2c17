/**
 * The inner loop of the perf script reader, in AssemblyScript with 128-bit SIMD: src/parsers/perf-core.ts drives it,
 * src/parsers/perf-frame-memo.ts does the same for frames in JavaScript.
 *
 * It only remembers. A line, or a stack, that was read before is recognised by comparing every byte of it; at all else
 * it stops, so that the one reader there is, in JavaScript, reads it, and it is kept here. So it holds no second copy of
 * a rule of the format but two: in `name+0xOFFSET (dso)` the digits of the offset change nothing, and in the first line
 * of a sample the digits of the time and the period do not.
 *
 * No allocator, no garbage collector: tables at fixed places of the linear memory.
 */

import { comm as commOfHead, findHead, head as headFound, period as periodFound, rest } from "./perf/heads";
import { MAX_FRAMES } from "./perf/layout";
import { next, readLine, readLines, symbol } from "./perf/lines";
import { clearRecords, closeRecord, findRecords, frames, hasRoom } from "./perf/stacks";

export { keepHead } from "./perf/heads";
export { recordsLength, recordsStart, start, textBytes, textStart } from "./perf/layout";
export { keep } from "./perf/lines";
export { findStack, frames, keepStack, records } from "./perf/stacks";

const TAB: u8 = 9;
const LINE_FEED: u8 = 10;
const CRLF: u16 = 0x0a0d;
const SPACE: u8 = 0x20;
const NONE: i32 = -1;
/** A space and a frame of nothing but its address. */
const SHORTEST_FRAME: usize = 18;

/** The sample that is being read: symbols so far, head and comm (-1: none), the line it began in, its period. */
export let depth: i32 = 0;
export let head: i32 = NONE;
export let comm: i32 = NONE;
export let headLine: i32 = 0;
export let period: f64 = NaN;
/** The line that was read last, from 1. */
export let line: i32 = 0;

/** Sets the sample that is being read, whose symbols stand in the first frames. */
export function setSample(depthNow: i32, headNow: i32, commNow: i32, headLineNow: i32, periodNow: f64): void {
  depth = depthNow;
  head = headNow;
  comm = commNow;
  headLine = headLineNow;
  period = periodNow;
}

/**
 * Reads on from `at`, the line after line `lineNow`, and closes samples, up to a line that is not known or to `end`;
 * returns where it stopped.
 */
export function scan(at: usize, end: usize, lineNow: i32): usize {
  clearRecords();
  line = lineNow;
  while (at < end && hasRoom()) {
    const byte = load<u8>(at);
    if (byte == TAB) {
      const stop = readFrames(at, end);
      if (stop == at) break;
      at = stop;
    } else if (byte == LINE_FEED || load<u16>(at) == CRLF) {
      if ((head == NONE) != (depth == 0)) break;
      if (depth > 0) close();
      line += 1;
      at += byte == LINE_FEED ? 1 : 2;
    } else {
      const stop = head == NONE && depth == 0 ? open(at) : 0;
      if (stop == 0) break;
      at = stop;
    }
  }
  findRecords();
  return at;
}

function readFrames(from: usize, end: usize): usize {
  let at = from;
  let read: i32;
  do {
    read = readLines(at, end, frames + (<usize>depth << 2), MAX_FRAMES - depth);
    at = read == 0 ? at : next;
    line += read;
    depth += read;
  } while (read > 0);
  return at;
}

// Returns where the next line starts, or 0 where this one is not known.
function open(at: usize): usize {
  if (!findHead(at)) return 0;
  let feed = rest;
  const frame = rest + 1;
  while (load<u8>(feed) != LINE_FEED && feed < rest + SHORTEST_FRAME) feed += 1;
  let stop = feed + 1;
  let isClosed = false;
  if (load<u8>(feed) != LINE_FEED) {
    // What follows is a frame, or the fields of a tracepoint, which are left to JavaScript.
    stop = load<u8>(frame) == SPACE || load<u8>(frame) == TAB ? readLine(frame) : 0;
    if (stop == 0) return 0;
    store<i32>(frames, symbol);
    isClosed = true;
  }
  head = headFound;
  comm = commOfHead;
  period = periodFound;
  line += 1;
  headLine = line;
  if (isClosed) {
    depth = 1;
    close();
  }
  return stop;
}

function close(): void {
  if (comm != NONE) {
    store<i32>(frames + (<usize>depth << 2), comm);
    depth += 1;
  }
  closeRecord(depth, head, headLine, period);
  depth = 0;
  head = NONE;
  comm = NONE;
  period = NaN;
}

/** Returns the symbol of the one line at `at`, which may start with a space; -1 where it is not known. */
export function find(at: usize): i32 {
  return readLine(at) == 0 ? -1 : symbol;
}
