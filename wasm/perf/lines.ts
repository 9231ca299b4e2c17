/** Frame lines, one at a time: whole, or without address and offset. */

import {
  AHEAD,
  AHEAD_LINES,
  LINE_ARENA,
  LINE_ARENA_BYTES,
  LINE_BITS,
  LINES,
  NAME_ARENA,
  NAME_ARENA_BYTES,
  NAME_BITS,
  NAMES,
} from "./layout";
import { endOfLine } from "../bytes/line-end";
import { hashBytes, isSame, isSameLine } from "../bytes/same";

/** perf prints no longer line; the slack after the text and each arena covers it. */
const LONGEST: u32 = 4000;
const SHORTEST: u32 = 20;
/** Of a line in the arena: its symbol, u16 length and u16 uses, then the line. */
const LINE_HEADER: usize = 8;
const TAB: u8 = 9;
/** Columns before the name: one tab or space, the address, a space. */
const NAME_COLUMN: usize = 18;
/** A line that was met this often is not pushed out by one new line alone. */
const MOST_USES: u16 = 3;

let lineEnd: usize = LINE_ARENA;
let nameEnd: usize = NAME_ARENA;
/** Lines known by their name alone, so far. */
let turn: u32 = 0;

/** Of the line that readLine() read. */
export let symbol: i32 = -1;

/** Reads the line at `at`; returns where it ends, with its symbol in `symbol`, or 0 where it is not known. */
export function readLine(at: usize): usize {
  const end = endOfLine(at);
  const hash = hashAddress(at);
  const slot = load<u64>(slotOf(hash));
  return isKept(at, end - at, hash, slot) ? end : readByName(at, hash);
}

/**
 * Reads lines from `at` on, as long as they start with a tab, to `symbols`, at most `most` of them; returns how many were
 * read, with where the next one starts in `next`. All at once: first the ends and the slots, then the lines themselves,
 * so that the processor waits for many of them at a time.
 */
export function readLines(at: usize, end: usize, symbols: usize, most: i32): i32 {
  let ahead = AHEAD;
  const limit = AHEAD + (<usize>min(most, AHEAD_LINES) << 4);
  for (let line = at; line < end && load<u8>(line) == TAB && ahead < limit; ahead += 16) {
    const hash = hashAddress(line);
    line = endOfLine(line);
    store<u32>(ahead, <u32>line);
    store<u32>(ahead, <u32>hash, 4);
    store<u64>(ahead, load<u64>(slotOf(hash)), 8);
  }
  let read = 0;
  for (let place = AHEAD; place < ahead; place += 16) {
    const stop = <usize>load<u32>(place);
    if (!isKept(at, stop - at, load<u32>(place, 4), load<u64>(place, 8))) {
      if (readByName(at, load<u32>(place, 4)) == 0) break;
    }
    store<i32>(symbols + (<usize>read << 2), symbol);
    read += 1;
    at = stop;
  }
  next = at;
  return read;
}
export let next: usize = 0;

// @ts-ignore: decorator
@inline
function isKept(at: usize, length: usize, hash: u32, slot: u64): bool {
  const kept = <usize>(<u32>slot);
  if (<u32>(slot >>> 32) != hash || kept == 0 || length < SHORTEST || length > LONGEST) return false;
  if (load<u16>(kept, 4) != <u16>length || !isSameLine(at, kept + LINE_HEADER, length)) return false;
  const uses = load<u16>(kept, 6);
  if (uses < MOST_USES) store<u16>(kept, uses + 1, 6);
  symbol = load<i32>(kept);
  return true;
}

function readByName(at: usize, hash: u32): usize {
  if (!takeApart(at)) return 0;
  const name = nameSlot(at);
  if (!isSameName(at, name)) return 0;
  symbol = load<i32>(name, 12);
  // One in eight: a line that comes often is soon kept, and one that does not leaves the caches alone.
  if ((++turn & 7) == 0) keepLine(hash, at, <u32>(lineFeed + 1 - at), symbol);
  return lineFeed + 1;
}

/**
 * Keeps the line from `at` to `end`, its line feed included, as `symbol`. The name was read up to `nameStop` and the
 * DSO from `dsoStart` on: only where the offset stands right between them do its digits not matter.
 */
export function keep(at: usize, end: usize, symbol: i32, nameStop: usize, dsoStart: usize): void {
  const length = <u32>(end - at);
  if (length < SHORTEST || length > LONGEST) return;
  keepLine(hashAddress(at), at, length, symbol);
  if (!takeApart(at)) return;
  const hasOffset = headStop <= lineFeed;
  if (hasOffset && (headStop != nameStop + 3 || tailStart + 2 != dsoStart)) return;
  const before = headStop - (at + NAME_COLUMN);
  const after = lineFeed + 1 - tailStart;
  if (nameEnd + before + after > NAME_ARENA + NAME_ARENA_BYTES - 64) {
    memory.fill(NAMES, 0, 16 << NAME_BITS);
    nameEnd = NAME_ARENA;
  }
  const slot = nameSlot(at);
  memory.copy(nameEnd, at + NAME_COLUMN, before);
  memory.copy(nameEnd + before, tailStart, after);
  store<u32>(slot, <u32>nameEnd);
  store<u32>(slot, <u32>before, 4);
  store<u32>(slot, <u32>after, 8);
  store<i32>(slot, symbol, 12);
  nameEnd += before + after;
}

// @ts-ignore: decorator
@inline
function hashAddress(at: usize): u32 {
  const hash = (load<u64>(at, 1) ^ rotl<u64>(load<u64>(at, 9) * 0x9e3779b97f4a7c15, 31)) * 0xd6e8feb86659fd93;
  return <u32>(hash >>> 32);
}

// @ts-ignore: decorator
@inline
function slotOf(hash: u32): usize {
  return LINES + (<usize>(hash >>> (32 - LINE_BITS)) << 3);
}

function keepLine(hash: u32, at: usize, length: u32, symbol: i32): void {
  const slot = slotOf(hash);
  let kept = <usize>load<u32>(slot);
  if (kept != 0) {
    const uses = load<u16>(kept, 6);
    if (uses > 0) {
      store<u16>(kept, uses - 1, 6);
      return;
    }
  }
  // A line that is no longer than the one it takes the place of is written over it.
  if (kept == 0 || load<u16>(kept, 4) < <u16>length) {
    if (lineEnd + LINE_HEADER + length > LINE_ARENA + LINE_ARENA_BYTES - 64) {
      memory.fill(LINES, 0, 8 << LINE_BITS);
      lineEnd = LINE_ARENA;
    }
    kept = lineEnd;
    lineEnd += LINE_HEADER + length;
  }
  store<i32>(kept, symbol);
  store<u16>(kept, <u16>length, 4);
  store<u16>(kept, 0, 6);
  memory.copy(kept + LINE_HEADER, at, length);
  store<u32>(slot, <u32>kept);
  store<u32>(slot, hash, 4);
}

/** Where the line's text before the offset's digits ends, where it goes on after them, and its line feed. */
let headStop: usize = 0;
let tailStart: usize = 0;
let lineFeed: usize = 0;

/** Takes the line at `at` apart at the digits of its last `+0x`. Returns false where it is no frame or too long. */
function takeApart(at: usize): bool {
  const address = v128.load(at, 1);
  const isDigit = i8x16.lt_u(i8x16.sub(address, i8x16.splat(0x30)), i8x16.splat(10));
  const isLetter = i8x16.lt_u(i8x16.sub(address, i8x16.splat(0x61)), i8x16.splat(6));
  const isSpace = i8x16.eq(address, i8x16.splat(0x20));
  const spaces = i8x16.bitmask(isSpace);
  const hex = i8x16.bitmask(v128.or(isDigit, isLetter));
  // Spaces first, then digits, at least one: (spaces + 1) is a power of two.
  if ((spaces | hex) != 0xffff || (spaces & (spaces + 1)) != 0 || spaces == 0xffff) return false;
  if (load<u8>(at, 17) != 0x20) return false;
  let plus: usize = 0;
  let from = at + NAME_COLUMN;
  const limit = at + LONGEST;
  for (;;) {
    const bytes = v128.load(from);
    const isPlus = v128.and(
      i8x16.eq(bytes, i8x16.splat(0x2b)),
      v128.and(
        i8x16.eq(v128.load(from, 1), i8x16.splat(0x30)),
        i8x16.eq(v128.load(from, 2), i8x16.splat(0x78)),
      ),
    );
    let pluses = i8x16.bitmask(isPlus);
    const feeds = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(10)));
    if (feeds != 0) {
      const feed = ctz(feeds);
      lineFeed = from + feed;
      pluses &= (1 << feed) - 1;
      if (pluses != 0) plus = from + (31 - clz(pluses));
      break;
    }
    if (pluses != 0) plus = from + (31 - clz(pluses));
    from += 16;
    if (from > limit) return false;
  }
  if (plus == 0) {
    headStop = lineFeed + 1;
    tailStart = lineFeed + 1;
    return true;
  }
  let digit = plus + 3;
  headStop = digit;
  while (isHex(load<u8>(digit))) digit += 1;
  tailStart = digit;
  return digit > headStop && load<u8>(digit) == 0x20;
}

// @ts-ignore: decorator
@inline
function isHex(byte: u8): bool {
  return <u8>(byte - 0x30) < 10 || <u8>(byte - 0x61) < 6;
}

// Of what takeApart() found.
function nameSlot(at: usize): usize {
  const start = at + NAME_COLUMN;
  const before = headStop - start;
  // The last 8 bytes of a line are enough to tell the DSOs of one name apart.
  const hash = (hashBytes(start, before, 1) ^ load<u64>(lineFeed - 8)) * 0xd6e8feb86659fd93;
  return NAMES + (<usize>(hash >>> (64 - NAME_BITS)) << 4);
}

function isSameName(at: usize, slot: usize): bool {
  const before = headStop - (at + NAME_COLUMN);
  const after = lineFeed + 1 - tailStart;
  if (load<u32>(slot, 4) != <u32>before || load<u32>(slot, 8) != <u32>after || load<u32>(slot) == 0) return false;
  const kept = <usize>load<u32>(slot);
  return isSame(at + NAME_COLUMN, kept, before) && isSame(tailStart, kept + before, after);
}
