/**
 * The inner loops of raw profiles, in AssemblyScript with 128-bit SIMD: src/parsers/raw-core.ts drives it. It does what
 * comes once a word, a line or a row, and leaves to JavaScript whatever is unusual, so it knows one form of a line of a
 * symbol map and one layout of a row. The same in JavaScript: pickCounters() of src/parsers/raw-counters.ts, MapLineCursor,
 * writeRow() of src/parsers/readprofile-drop-in/listing-rows.ts.
 *
 * Columns at fixed places of the linear memory, whose pages the system commits when they are first touched.
 */

/** What is read: words of a profile, or whole lines of a map. */
const INPUT: usize = 1024;
const INPUT_BYTES: usize = 5 << 16;
/** What may be read and written past the end of texts. */
const SLACK: usize = 64;
/** A usual line is no shorter, so that columns of lines have room. */
const SHORTEST: usize = 20;
const MOST_LINES: usize = INPUT_BYTES / SHORTEST + 1;

/** Words that are not 0: their numbers and they themselves; of the input, or those that the functions of the input may get. */
const MOST_WORDS: usize = 1 << 20;
const INDEX: usize = INPUT + INPUT_BYTES + SLACK;
const TICKS: usize = INDEX + (MOST_WORDS << 2) + SLACK;
/** Lines that name code: addresses, names one after another, and where each name begins. */
const ADDRESS: usize = TICKS + (MOST_WORDS << 2) + SLACK;
const NAME_START: usize = ADDRESS + (MOST_LINES << 3);
const NAMES: usize = NAME_START + ((MOST_LINES + 1) << 2);
/** Rows to be written: the line with the name, ticks, bytes. */
const ROW_LINE: usize = NAMES + INPUT_BYTES + SLACK;
const ROW_TICKS: usize = ROW_LINE + (MOST_LINES << 2);
const ROW_SIZE: usize = ROW_TICKS + (MOST_LINES << 2);
/** Rows as text; one has up to 64 bytes beside its name, and 40 where that is shorter. */
const TEXT: usize = ((ROW_SIZE + (MOST_LINES << 2)) | 15) + 1;
const TEXT_BYTES: usize = INPUT_BYTES + MOST_LINES * 104;
const END: usize = TEXT + TEXT_BYTES + SLACK;

const SPACE: u8 = 32;
const NEWLINE: u8 = 10;
const NAME_WIDTH: usize = 40;

/** Claims the memory; called once. Returns whether there is any. */
export function start(): bool {
  const pages = <i32>((END + 0xffff) >> 16);
  return memory.size() >= pages || memory.grow(pages - memory.size()) >= 0;
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

/** Puts the words of the input that are not 0 into the columns, the first of all being number `first`; returns how many. */
export function pickWords(count: i32, first: u32): i32 {
  const end = INPUT + (<usize>count << 2);
  let at = INPUT;
  let number = first;
  let filled: usize = 0;
  // Most words are 0: eight are passed over at a time.
  for (; at + 32 <= end; at += 32) {
    const low = v128.load(at);
    const high = v128.load(at, 16);
    if (v128.any_true(v128.or(low, high))) {
      for (let i: usize = 0; i < 32; i += 4) {
        const word = load<u32>(at + i);
        store<u32>(INDEX + filled, number + <u32>(i >> 2));
        store<u32>(TICKS + filled, word);
        filled += <usize>(word != 0) << 2;
      }
    }
    number += 8;
  }
  for (; at < end; at += 4) {
    const word = load<u32>(at);
    store<u32>(INDEX + filled, number++);
    store<u32>(TICKS + filled, word);
    filled += <usize>(word != 0) << 2;
  }
  return <i32>(filled >> 2);
}

/** After readLines(): lines read, of them lines that name code, all bits of addresses, and whether those of code rise. */
let lines: i32 = 0;
let codeLines: i32 = 0;
let bits: u64 = 0;
let isRising: bool = true;
export function linesRead(): i32 {
  return lines;
}
export function codeLinesRead(): i32 {
  return codeLines;
}
export function hasAddress(): bool {
  return bits != 0;
}
export function rises(): bool {
  return isRising;
}

/**
 * Reads usual lines of a map, `ffffffff81000000 T name`, from `from` up to `end` into the columns of lines; in lines of
 * other kinds than code it stops, or passes over them. Returns where it stopped: also at a line that is longer than
 * `longest` bytes, or marks the start or the end of the text.
 */
export function readLines(from: usize, end: usize, longest: usize, passesOthers: bool): usize {
  let at = from;
  let read: i32 = 0;
  let kept: usize = 0;
  let to = NAMES;
  let seen: u64 = 0;
  let before: u64 = 0;
  let isSorted = true;
  while (at + SHORTEST <= end) {
    const text = v128.load(at);
    const value = i8x16.sub(text, i8x16.splat(0x30));
    const isDigit = i8x16.lt_u(value, i8x16.splat(10));
    const letter = i8x16.sub(v128.or(text, i8x16.splat(0x20)), i8x16.splat(0x61));
    const isLetter = i8x16.lt_u(letter, i8x16.splat(6));
    if (!i8x16.all_true(v128.or(isDigit, isLetter))) break;
    const kind = load<u8>(at, 17);
    if (load<u8>(at, 16) != SPACE || kind <= SPACE || load<u8>(at, 18) != SPACE) break;
    const name = at + 19;
    // Copied while its end is looked for; what was copied too much is written over.
    let stop = name;
    let copy = to;
    for (;;) {
      const part = v128.load(stop);
      v128.store(copy, part);
      const ends = i8x16.bitmask(i8x16.le_u(part, i8x16.splat(SPACE)));
      if (ends != 0) {
        const length = ctz(ends);
        stop += length;
        copy += length;
        break;
      }
      stop += 16;
      copy += 16;
    }
    if (stop == name || load<u8>(stop) != NEWLINE || stop + 1 - at > longest || isMark(name, stop)) break;
    const lower = kind | 0x20;
    const isCode = lower == 0x74 || lower == 0x77;
    if (!isCode && !passesOthers) break;
    const digits = v128.bitselect(value, i8x16.add(letter, i8x16.splat(10)), isDigit);
    // Two digits a byte, the first digit of all in the highest one.
    const pairs = v128.or(i16x8.shl(digits, 4), i16x8.shr_u(digits, 8));
    const packed = i8x16.narrow_i16x8_u(v128.and(pairs, i16x8.splat(0xff)), i16x8.splat(0));
    const address = bswap<u64>(i64x2.extract_lane(packed, 0));
    seen |= address;
    if (isCode) {
      if (address < before) isSorted = false;
      before = address;
      store<u64>(ADDRESS + (kept << 3), address);
      store<u32>(NAME_START + (kept << 2), <u32>(to - NAMES));
      kept += 1;
      to = copy;
    }
    read += 1;
    at = stop + 1;
  }
  store<u32>(NAME_START + (kept << 2), <u32>(to - NAMES));
  lines = read;
  codeLines = <i32>kept;
  bits = seen;
  isRising = isSorted;
  return at;
}

/** Tells _stext, _etext, and both with one underscore more. */
// @ts-ignore: decorator
@inline
function isMark(name: usize, stop: usize): bool {
  if (load<u8>(name) != 0x5f) return false;
  const last = stop - 6;
  if (stop - name == 7 ? load<u8>(name, 1) != 0x5f : stop - name != 6) return false;
  const letter = load<u8>(last, 1);
  // "text", the first letter in the lowest byte.
  return (letter == 0x73 || letter == 0x65) && load<u32>(last, 2) == 0x74786574;
}

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

/** After writeRows(): bytes of text. */
let textLength: usize = 0;
export function textWritten(): usize {
  return textLength;
}

/**
 * Writes rows from `first` up to `count` as `%6u %-40s %8.4f`, or `%016llx %-40s %6u %8.4f` where `verbose`, from the start of
 * the text. Returns the row at which it stopped: C rounds it as the nearest double falls, which JavaScript knows.
 */
export function writeRows(first: i32, count: i32, verbose: bool): i32 {
  let to = TEXT;
  let row = first;
  for (; row < count; row++) {
    const line = <usize>load<u32>(ROW_LINE + (<usize>row << 2));
    const ticks = load<u32>(ROW_TICKS + (<usize>row << 2));
    const size = <u64>load<u32>(ROW_SIZE + (<usize>row << 2));
    const scaled = <u64>ticks * 10000;
    let units = scaled / size;
    const twice = (scaled - units * size) << 1;
    // As putLoad(): a tie is the nearest double where 625 divides it, and goes to the even one.
    const isTie = twice == size;
    if (isTie && ((units << 1) + 1) % 625 != 0) break;
    if (twice > size || (isTie && (units & 1) != 0)) units += 1;
    const name = NAMES + <usize>load<u32>(NAME_START + (line << 2));
    const length = NAMES + <usize>load<u32>(NAME_START + ((line + 1) << 2)) - name;
    if (verbose) to = putAddress(to, load<u64>(ADDRESS + (line << 3)));
    else to = putNumber(to, ticks, 6);
    store<u8>(to++, SPACE);
    to = putName(to, name, length);
    store<u8>(to++, SPACE);
    if (verbose) {
      to = putNumber(to, ticks, 6);
      store<u8>(to++, SPACE);
    }
    const whole = units / 10000;
    to = putNumber(to, whole, 3);
    store<u8>(to++, 0x2e);
    to = putDigits(to + 4, units - whole * 10000, 4) + 4;
    store<u8>(to++, NEWLINE);
  }
  textLength = to - TEXT;
  return row;
}

/** Writes a name and spaces up to its width; up to 16 bytes are written beyond. */
// @ts-ignore: decorator
@inline
function putName(to: usize, name: usize, length: usize): usize {
  const spaces = i8x16.splat(SPACE);
  for (let i: usize = 0; i < length; i += 16) v128.store(to + i, v128.load(name + i));
  if (length >= NAME_WIDTH) return to + length;
  for (let i = length; i < NAME_WIDTH; i += 16) v128.store(to + i, spaces);
  return to + NAME_WIDTH;
}

/** Writes a number in at least `width` columns. */
// @ts-ignore: decorator
@inline
function putNumber(to: usize, value: u64, width: usize): usize {
  let digits: usize = 1;
  for (let bound: u64 = 10; value >= bound; bound *= 10) digits += 1;
  store<u64>(to, 0x2020202020202020);
  const end = to + (digits > width ? digits : width);
  putDigits(end, value, digits);
  return end;
}

/** Writes `count` digits up to `end`; returns where they begin. */
// @ts-ignore: decorator
@inline
function putDigits(end: usize, value: u64, count: usize): usize {
  let rest = value;
  let at = end;
  for (const start = end - count; at > start; ) {
    const tenth = rest / 10;
    store<u8>(--at, <u8>(0x30 + (rest - tenth * 10)));
    rest = tenth;
  }
  return at;
}

/** Writes sixteen hexadecimal digits. */
// @ts-ignore: decorator
@inline
function putAddress(to: usize, address: u64): usize {
  for (let i: usize = 0; i < 16; i++) {
    const digit = <u8>((address >> (60 - (<u64>i << 2))) & 15);
    store<u8>(to + i, digit + (digit < 10 ? 0x30 : 0x57));
  }
  return to + 16;
}
