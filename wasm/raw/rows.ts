/** Rows as text. */

import { ADDRESS, NAMES, NAME_START, ROW_LINE, ROW_SIZE, ROW_TICKS, TEXT } from "./layout";

const SPACE: u8 = 32;
const NEWLINE: u8 = 10;
const NAME_WIDTH: usize = 40;

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
