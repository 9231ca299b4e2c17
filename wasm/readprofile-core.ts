/**
 * Reads runs of readprofile rows just as the tool prints them, in AssemblyScript with 128-bit SIMD:
 * src/parsers/readprofile/row-core.ts drives it, src/parsers/readprofile/row.ts (readPrintedRow) and listing.ts (add) do
 * the same row by row in JavaScript. It stops before every line that could be anything else, which these then read.
 *
 * No allocator, no garbage collector: columns at fixed places of the linear memory, whose pages the system commits when
 * they are first touched, and which the next run uses again.
 */

import { claimPages } from "./bytes/pages";

/** Stretch of the input, and what may be read past its end. */
const TEXT: usize = 4096;
const TEXT_BYTES: usize = 512 << 10;
const SLACK: usize = 64;
/** A blank, a digit, a name, four decimals, a line feed and what stands between: no row is shorter. */
const SHORTEST: usize = 11;
const MOST_ROWS: usize = TEXT_BYTES / SHORTEST + 1;

const NAMES: usize = TEXT + TEXT_BYTES + SLACK;
const NAME_ENDS: usize = NAMES + TEXT_BYTES + SLACK;
const LINES: usize = NAME_ENDS + (MOST_ROWS << 2);
const ADDRESSES: usize = (LINES + (MOST_ROWS << 2) + 7) & ~7;
const TICKS: usize = ADDRESSES + (MOST_ROWS << 3);
const LOADS: usize = TICKS + (MOST_ROWS << 3);
const END: usize = LOADS + (MOST_ROWS << 3);

/** Names of total rows: 16 bytes a word, padded with zeros, and the length of each. */
const WORDS: usize = 1024;
const MOST_WORDS: i32 = 64;
const WORD_LENGTHS: usize = WORDS + (<usize>MOST_WORDS << 4);

const CR: u32 = 13;
const COMMA: u32 = 44;
const POINT: u32 = 46;
/** More are read by JavaScript: up to 15 digits a double is exact. */
const MOST_TICK_DIGITS: usize = 15;
const MOST_LOAD_DIGITS: usize = 11;
const UNITS: f64 = 10_000;

let words: i32 = 0;
/** Bit n: a word of n bytes is among them. */
let wordLengths: u32 = 0;

/** Claims the memory; called once. */
export function start(): void {
  claimPages(END);
}

export function textStart(): usize {
  return TEXT;
}
export function textBytes(): usize {
  return TEXT_BYTES;
}
export function namesStart(): usize {
  return NAMES;
}
export function nameEndsStart(): usize {
  return NAME_ENDS;
}
export function linesStart(): usize {
  return LINES;
}
export function addressesStart(): usize {
  return ADDRESSES;
}
export function ticksStart(): usize {
  return TICKS;
}
export function loadsStart(): usize {
  return LOADS;
}

/** Makes room for a word of `length` bytes, which the caller writes to the place returned. */
export function addWord(length: i32): usize {
  store<u8>(WORD_LENGTHS + words, <u8>length);
  wordLengths |= 1 << length;
  words++;
  return WORDS + (<usize>(words - 1) << 4);
}

// What a run comes to, for who called read().
export let rows: i32 = 0;
export let nameBytes: i32 = 0;
export let sum: f64 = 0;
export let leastTicks: f64 = 0;
export let leastLoad: f64 = 0;
export let lastTicks: f64 = 0;
export let lastLoad: f64 = 0;
/** 1 ticks rise, 2 ticks fall, 4 loads rise, 8 loads fall. */
export let orders: i32 = 0;
/** Rows whose ticks and load fit no size, and the first of them. */
export let oddRows: i32 = 0;
export let firstOddRow: i32 = 0;
/** Rows whose load tells the size. */
export let sizedRows: i32 = 0;

/** Returns a bit for each byte that is a space or a tab. */
// @ts-ignore: decorator
@inline
function blanks(v: v128): i32 {
  return i8x16.bitmask(v128.or(i8x16.eq(v, i8x16.splat(32)), i8x16.eq(v, i8x16.splat(9))));
}

// @ts-ignore: decorator
@inline
function skipBlanks(at: usize): usize {
  let others = 0;
  while ((others = ~blanks(v128.load(at)) & 0xffff) == 0) at += 16;
  return at + <usize>ctz(others);
}

// @ts-ignore: decorator
@inline
function isBlank(byte: u32): bool {
  return byte == 32 || byte == 9;
}

function isTotalWord(name: usize, length: i32): bool {
  for (let i = 0; i < words; i++) {
    if (<i32>load<u8>(WORD_LENGTHS + i) != length) continue;
    const word = WORDS + (<usize>i << 4);
    let same = 0;
    while (same < length && load<u8>(word + same) == load<u8>(name + same)) same++;
    if (same == length) return true;
  }
  return false;
}

/** Returns -1 for what is no hexadecimal digit. */
// @ts-ignore: decorator
@inline
function hexDigit(byte: u32): i32 {
  if (byte - 48 <= 9) return <i32>(byte - 48);
  const letter = (byte | 32) - 97;
  return letter <= 5 ? <i32>letter + 10 : -1;
}

/**
 * Reads rows from `at` up to `end`, behind a line feed, all verbose or all plain; returns the place of the first line that
 * is none such. Names end `nameBase` further on, lines are counted from `line`; ticks before are `ticks`, the row before
 * had `tick` and `load`.
 */
export function read(
  at: usize,
  end: usize,
  isVerbose: i32,
  nameBase: u32,
  line: u32,
  ticksBefore: f64,
  tickBefore: f64,
  loadBefore: f64,
): usize {
  let row = 0;
  let name = NAMES;
  let total = ticksBefore;
  let tick = tickBefore;
  let load_ = loadBefore;
  let smallestTick = Infinity;
  let smallestLoad = Infinity;
  let order = 15;
  let odd = 0;
  let firstOdd = 0;
  let sized = 0;
  while (at < end) {
    let i = at;
    while (load<u8>(i) == 32) i++;
    let digit: u32 = 0;
    let ticks: u64 = 0;
    let address: u64 = 0;
    const first = i;
    if (isVerbose) {
      let hex: i32;
      while ((hex = hexDigit(load<u8>(i))) >= 0) {
        address = (address << 4) | hex;
        i++;
      }
      // No address, and the total's, are read by JavaScript.
      if (i - first < 8 || i - first > 16 || address == 0 || address == u64.MAX_VALUE) break;
    } else {
      while ((digit = <u32>load<u8>(i) - 48) <= 9) {
        ticks = ticks * 10 + digit;
        i++;
      }
      if (i == first || i - first > MOST_TICK_DIGITS) break;
    }
    if (!isBlank(load<u8>(i))) break;
    i = skipBlanks(i);

    const nameStart = i;
    for (;;) {
      const v = v128.load(i);
      v128.store(name + (i - nameStart), v);
      const stop = blanks(v) | i8x16.bitmask(i8x16.eq(v, i8x16.splat(10)));
      if (stop != 0) {
        i += <usize>ctz(stop);
        break;
      }
      i += 16;
    }
    const length = i - nameStart;
    if (!isBlank(load<u8>(i))) break;
    i = skipBlanks(i);

    if (isVerbose) {
      const ticksStart = i;
      while ((digit = <u32>load<u8>(i) - 48) <= 9) {
        ticks = ticks * 10 + digit;
        i++;
      }
      if (i == ticksStart || i - ticksStart > MOST_TICK_DIGITS || !isBlank(load<u8>(i))) break;
      i = skipBlanks(i);
    } else if (length <= 16 && (wordLengths >>> <u32>length) & 1 && isTotalWord(nameStart, <i32>length)) {
      break;
    }
    const loadStart = i;
    let units: u64 = 0;
    while ((digit = <u32>load<u8>(i) - 48) <= 9) {
      units = units * 10 + digit;
      i++;
    }
    if (i == loadStart || i - loadStart > MOST_LOAD_DIGITS) break;
    const point = <u32>load<u8>(i);
    if (point != POINT && point != COMMA) break;
    const decimals = i + 5;
    while (++i < decimals && (digit = <u32>load<u8>(i) - 48) <= 9) units = units * 10 + digit;
    if (i != decimals) break;
    if (load<u8>(i) == CR) i++;
    if (load<u8>(i) != 10) break;

    const t = <f64>ticks;
    const l = <f64>units;
    total += t;
    if (t < tick) order &= ~1;
    else if (t > tick) order &= ~2;
    if (l < load_) order &= ~4;
    else if (l > load_) order &= ~8;
    tick = t;
    load_ = l;
    if (t < smallestTick) smallestTick = t;
    if (l < smallestLoad) smallestLoad = l;
    // Nothing is known of the size where there are no ticks, or where no whole number of bytes fits (sizeFromLoad).
    let sizing = -1.0;
    if (ticks != 0) {
      const high = units == 0 ? Infinity : Math.floor((t * 2 * UNITS) / (2 * l - 1));
      if (Math.ceil((t * 2 * UNITS) / (2 * l + 1)) <= high) {
        sizing = l;
        sized++;
      } else if (odd++ == 0) {
        firstOdd = row;
      }
    }
    name += length;
    store<u32>(NAME_ENDS + (<usize>row << 2), nameBase + <u32>(name - NAMES));
    store<u32>(LINES + (<usize>row << 2), line + row);
    if (isVerbose) store<u64>(ADDRESSES + (<usize>row << 3), address);
    store<f64>(TICKS + (<usize>row << 3), t);
    store<f64>(LOADS + (<usize>row << 3), sizing);
    row++;
    at = i + 1;
  }
  rows = row;
  nameBytes = <i32>(name - NAMES);
  sum = total;
  lastTicks = tick;
  lastLoad = load_;
  leastTicks = smallestTick;
  leastLoad = smallestLoad;
  orders = order;
  oddRows = odd;
  firstOddRow = firstOdd;
  sizedRows = sized;
  return at;
}
