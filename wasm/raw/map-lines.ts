/** Lines of a symbol map of the one form that is usual. */

import { ADDRESS, NAMES, NAME_START, SHORTEST } from "./layout";

const SPACE: u8 = 32;
const NEWLINE: u8 = 10;

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
