/**
 * The first line of a sample: what stands before the time, and the event. Neither the digits of the time nor the period
 * change what the rest of the line means.
 *
 *     zcw  3887 [001]  1029.574147:    1003009 cpu-clock:  ffffffff816dfdb6 __d_lookup_rcu+0x56 ([kernel.kallsyms])
 *     |before          |time            |period |event    |rest
 */

import { HEAD_ARENA, HEAD_ARENA_BYTES, HEAD_BITS, HEADS } from "./layout";
import { hashBytes, isSame } from "../bytes/same";

/** Where a time is looked for. A longer line is read in JavaScript. */
const LONGEST: usize = 1000;
/** Digits that a double holds exactly, whatever they are. */
const MOST_DIGITS: usize = 15;
const SPACE: u8 = 0x20;
const LINE_FEED: u8 = 10;
const CARRIAGE_RETURN: u8 = 13;
const COLON: u8 = 0x3a;
const DOT: u8 = 0x2e;

let arenaEnd: usize = HEAD_ARENA;

/** Of the line that findHead() read. */
export let head: i32 = -1;
export let comm: i32 = -1;
/** NaN where none is stated. */
export let period: f64 = NaN;
/** Where the text after the event's colon starts. */
export let rest: usize = 0;

let time: usize = 0;
let event: usize = 0;

/** Reads the line at `at`; returns whether it is known. */
export function findHead(at: usize): bool {
  if (!takeApart(at)) return false;
  const before = <u32>(time - at);
  const after = <u32>(rest - event);
  const hash = hashOf(at);
  const slot = slotOf(hash);
  if (load<u32>(slot, 12) != hash || load<u32>(slot, 4) != before || load<u32>(slot, 8) != after) return false;
  const kept = <usize>load<u32>(slot);
  if (!isSame(at, kept, before) || !isSame(event, kept + before, after)) return false;
  head = load<i32>(slot, 16);
  comm = load<i32>(slot, 20);
  return true;
}

/** Keeps the line at `at`, in which the time, the event and what follows it were read where they are given. */
export function keepHead(at: usize, timeAt: usize, eventAt: usize, restAt: usize, head: i32, comm: i32): void {
  if (!takeApart(at) || time != timeAt || event != eventAt || rest != restAt) return;
  const before = <u32>(time - at);
  const after = <u32>(rest - event);
  if (arenaEnd + before + after > HEAD_ARENA + HEAD_ARENA_BYTES - 64) {
    memory.fill(HEADS, 0, 32 << HEAD_BITS);
    arenaEnd = HEAD_ARENA;
  }
  const hash = hashOf(at);
  const slot = slotOf(hash);
  memory.copy(arenaEnd, at, before);
  memory.copy(arenaEnd + before, event, after);
  store<u32>(slot, <u32>arenaEnd);
  store<u32>(slot, before, 4);
  store<u32>(slot, after, 8);
  store<u32>(slot, hash, 12);
  store<i32>(slot, head, 16);
  store<i32>(slot, comm, 20);
  arenaEnd += before + after;
}

// @ts-ignore: decorator
@inline
function slotOf(hash: u32): usize {
  return HEADS + (<usize>(hash >>> (32 - HEAD_BITS)) << 5);
}

// Of what takeApart() found.
function hashOf(at: usize): u32 {
  const hash = hashBytes(event, rest - event, hashBytes(at, time - at, 1));
  return <u32>((hash * 0xd6e8feb86659fd93) >>> 32);
}

// Finds the first `SECONDS.FRACTION:`, and after it the period, if there is one, and the event.
function takeApart(at: usize): bool {
  let colon: usize = 0;
  for (let from = at; colon == 0; from += 16) {
    if (from - at > LONGEST) return false;
    const bytes = v128.load(from);
    let colons = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(COLON)));
    const feeds = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(LINE_FEED)));
    if (feeds != 0) colons &= (feeds & -feeds) - 1;
    for (; colons != 0 && colon == 0; colons &= colons - 1) {
      const place = from + ctz(colons);
      if (isTime(at, place)) colon = place;
    }
    if (colon == 0 && feeds != 0) return false;
  }
  let next = colon + 1;
  if (load<u8>(next) != SPACE) return false;
  while (load<u8>(next) == SPACE) next += 1;
  let value: u64 = 0;
  let digit = next;
  for (; isDigit(load<u8>(digit)); digit += 1) value = value * 10 + (load<u8>(digit) - 0x30);
  period = NaN;
  if (digit > next && load<u8>(digit) == SPACE) {
    if (digit - next > MOST_DIGITS) return false;
    period = <f64>value;
    next = digit;
    while (load<u8>(next) == SPACE) next += 1;
  }
  event = next;
  for (; ; next += 1) {
    const byte = load<u8>(next);
    if (byte == SPACE || byte == LINE_FEED || next - at > LONGEST) return false;
    if (byte != COLON || next == event) continue;
    const after = load<u8>(next, 1);
    if (after == SPACE || after == LINE_FEED || after == CARRIAGE_RETURN) break;
  }
  rest = next + 1;
  return true;
}

// Sets `time` to where it starts.
function isTime(at: usize, colon: usize): bool {
  let digit = colon;
  while (digit > at && isDigit(load<u8>(digit - 1))) digit -= 1;
  if (digit == colon || digit - 1 <= at || load<u8>(digit - 1) != DOT) return false;
  const dot = digit - 1;
  digit = dot;
  while (digit > at && isDigit(load<u8>(digit - 1))) digit -= 1;
  time = digit;
  return digit < dot && (digit == at || load<u8>(digit - 1) == SPACE);
}

// @ts-ignore: decorator
@inline
function isDigit(byte: u8): bool {
  return <u8>(byte - 0x30) < 10;
}
