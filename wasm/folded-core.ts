/**
 * The inner loop of the folded reader, in AssemblyScript with 128-bit SIMD: src/parsers/folded-core.ts drives it,
 * src/parsers/folded-scanner.ts does the same in JavaScript.
 *
 * It cuts lines into frames and remembers the symbols of those it saw; at a frame that is new it stops and is told the
 * symbol. Frames that a line shares with the one before are only counted. No allocator, no garbage collector: tables at
 * fixed places of the linear memory, whose pages the system commits when they are first touched.
 */

import { endOfLine } from "./bytes/line-end";
import { claimPages } from "./bytes/pages";
import { hashBytes, isSame } from "./bytes/same";

/** Stretch of the input, and what may be read past its end. */
const TEXT: usize = 1024;
const TEXT_BYTES: usize = 256 << 10;
const TEXT_SLACK: usize = 1024;
/** Where the frames of the line before end, from its start: u32 each. */
const ENDS: usize = TEXT + TEXT_BYTES + TEXT_SLACK;
/**
 * The lines of a stretch, one after another, each 8-aligned: i32 shared frames, i32 new frames, f64 count (NaN: not
 * read), u32 line, u32 where its frames end, u32 where it ends, 4 bytes unused, then the new symbols. A line of n bytes,
 * at least 4 with its line feed, takes no more than 13 n.
 */
const RECORDS: usize = ENDS + (TEXT_BYTES << 2);
const RECORD_HEADER: usize = 32;
const RECORDS_BYTES: usize = TEXT_BYTES << 4;
/** Frames by their bytes, in sets of two: u32 start, u32 hash. */
const FRAME_BITS: u32 = 16;
const FRAMES: usize = RECORDS + RECORDS_BYTES;
/** What they are: i32 symbol, u32 length, then the bytes; a full arena starts afresh, so that memory stays bounded. */
const ARENA: usize = FRAMES + (8 << FRAME_BITS);
const ARENA_BYTES: usize = 16 << 20;
const ARENA_HEADER: usize = 8;
const WAY: usize = 8;
const END: usize = ARENA + ARENA_BYTES + 64;

const SPACE: u8 = 0x20;
const SEMICOLON: u8 = 0x3b;
const CARRIAGE_RETURN: u8 = 13;
/** Digits that a double holds exactly, whatever they are. */
const MOST_DIGITS: usize = 15;

export const DONE: i32 = 0;
/** Stopped at a new frame, which resume() wants to know. */
export const NEW_FRAME: i32 = 1;
/** Stopped at a line that does not end in its counts. */
export const BAD_LINE: i32 = 2;

let arenaEnd: usize = ARENA;
/** Which of two kept frames the next one takes the place of. */
let turn: usize = 0;
let end: usize = 0;
let counts: i32 = 1;
/** Of the line before: its start and where its frames end, and how many there are. */
let before: usize = 0;
let beforeLength: usize = 0;
let depth: i32 = 0;
/** Of the line that is being read. */
export let start: usize = 0;
let framesEnd: usize = 0;
export let lineEnd: usize = 0;
let next: usize = 0;
let shared: i32 = 0;
let record: usize = RECORDS;

/** The line that was read last, from 1; lines that were read; the frame that is new. */
export let line: i32 = 0;
export let records: i32 = 0;
export let frameStart: usize = 0;
export let frameEnd: usize = 0;

/** Claims the memory; called once. */
export function prepare(): void {
  claimPages(END);
}

export function textStart(): usize {
  return TEXT;
}

export function textBytes(): usize {
  return TEXT_BYTES;
}

export function recordsStart(): usize {
  return RECORDS;
}

export function recordsBytes(): usize {
  return RECORDS_BYTES;
}

/** Reads the text up to `textEnd`, which follows line `lineNow`; each line ends in `numbers` counts. Returns why it stopped. */
export function scan(textEnd: usize, lineNow: i32, numbers: i32): i32 {
  counts = numbers;
  end = textEnd;
  line = lineNow;
  next = TEXT;
  depth = 0;
  beforeLength = 0;
  record = RECORDS;
  records = 0;
  return readLines();
}

/** Goes on after a new frame, whose symbol is `symbol`. */
export function resume(symbol: i32): i32 {
  keep(symbol);
  push(symbol);
  return readFrames(frameEnd + 1) ? readLines() : NEW_FRAME;
}

function readLines(): i32 {
  while (next < end) {
    start = next;
    next = endOfLine(start);
    line += 1;
    lineEnd = next - 1;
    if (lineEnd > start && load<u8>(lineEnd - 1) == CARRIAGE_RETURN) lineEnd -= 1;
    if (lineEnd == start) continue;
    framesEnd = lineEnd;
    for (let i = 0; i < counts; i++) {
      do framesEnd -= 1;
      while (framesEnd > start && load<u8>(framesEnd) != SPACE);
      if (framesEnd == start) return BAD_LINE;
    }
    const length = framesEnd - start;
    const common = countCommon(before, start, min(length, beforeLength));
    // A frame is shared if the semicolon that ends it is.
    while (depth > 0 && load<u32>(ENDS + (<usize>(depth - 1) << 2)) >= <u32>common) depth -= 1;
    shared = depth;
    before = start;
    beforeLength = length;
    const from = depth == 0 ? start : start + load<u32>(ENDS + (<usize>(depth - 1) << 2)) + 1;
    if (!readFrames(from)) return NEW_FRAME;
  }
  return DONE;
}

// Reads the frames from `at` on, and the count; returns false at a frame that is new.
function readFrames(at: usize): bool {
  while (at <= framesEnd) {
    frameStart = at;
    frameEnd = endOfFrame(at);
    const length = frameEnd - at;
    const hash = hashFrame(at, length);
    let slot = setOf(hash);
    if (load<u32>(slot, 4) != hash) slot += WAY;
    const kept = <usize>load<u32>(slot);
    const isKnown =
      load<u32>(slot, 4) == hash &&
      kept != 0 &&
      load<u32>(kept, 4) == <u32>length &&
      isSame(at, kept + ARENA_HEADER, length);
    if (!isKnown) return false;
    push(load<i32>(kept));
    at = frameEnd + 1;
  }
  const added = depth - shared;
  store<i32>(record, shared);
  store<i32>(record, added, 4);
  store<f64>(record, counts == 1 ? readCount() : NaN, 8);
  store<i32>(record, line, 16);
  store<u32>(record, <u32>(framesEnd - TEXT), 20);
  store<u32>(record, <u32>(lineEnd - TEXT), 24);
  record += RECORD_HEADER + (<usize>((added + 1) >> 1) << 3);
  records += 1;
  return true;
}

function push(symbol: i32): void {
  store<u32>(ENDS + (<usize>depth << 2), <u32>(frameEnd - start));
  store<i32>(record + RECORD_HEADER + (<usize>(depth - shared) << 2), symbol);
  depth += 1;
}

function readCount(): f64 {
  const digits = lineEnd - framesEnd - 1;
  if (digits == 0 || digits > MOST_DIGITS) return NaN;
  let value: u64 = 0;
  for (let at = framesEnd + 1; at < lineEnd; at++) {
    const digit = <u8>(load<u8>(at) - 0x30);
    if (digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return <f64>value;
}

// The next semicolon, or where the frames end.
// @ts-ignore: decorator
@inline
function endOfFrame(at: usize): usize {
  for (; at < framesEnd; at += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(<i8>SEMICOLON)));
    if (found != 0) return min(at + <usize>ctz(found), framesEnd);
  }
  return framesEnd;
}

// Bytes that are the same from `a` and from `b` on, at most `limit`.
// @ts-ignore: decorator
@inline
function countCommon(a: usize, b: usize, limit: usize): usize {
  for (let i: usize = 0; i < limit; i += 16) {
    const same = i8x16.bitmask(i8x16.eq(v128.load(a + i), v128.load(b + i)));
    if (same != 0xffff) return min(i + <usize>ctz(~same), limit);
  }
  return limit;
}

// Keeps the frame that is new.
function keep(symbol: i32): void {
  const length = frameEnd - frameStart;
  if (length > ARENA_BYTES - 64 - ARENA_HEADER) return;
  if (arenaEnd + ARENA_HEADER + length > ARENA + ARENA_BYTES) {
    memory.fill(FRAMES, 0, 8 << FRAME_BITS);
    arenaEnd = ARENA;
  }
  const hash = hashFrame(frameStart, length);
  let slot = setOf(hash);
  if (load<u32>(slot) != 0) {
    turn ^= WAY;
    slot += load<u32>(slot + WAY) == 0 ? WAY : turn;
  }
  store<i32>(arenaEnd, symbol);
  store<u32>(arenaEnd, <u32>length, 4);
  memory.copy(arenaEnd + ARENA_HEADER, frameStart, length);
  store<u32>(slot, <u32>arenaEnd);
  store<u32>(slot, hash, 4);
  arenaEnd += ARENA_HEADER + length;
}

// @ts-ignore: decorator
@inline
function hashFrame(at: usize, length: usize): u32 {
  return <u32>((hashBytes(at, length, 1) * 0xd6e8feb86659fd93) >>> 32);
}

// @ts-ignore: decorator
@inline
function setOf(hash: u32): usize {
  return FRAMES + (<usize>(hash >>> (33 - FRAME_BITS)) << 4);
}
