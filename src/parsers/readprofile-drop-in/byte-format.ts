import { formatLoad } from "../../model/format-load.ts";

// C's printf conversions as bytes: each function writes at `at` and returns where it ended. The target must have room.

const SPACE = 32;
const POINT = 46;
const ZERO = 48;
const HEX = new TextEncoder().encode("0123456789abcdef");

/** Writes a text of ASCII. */
export function putText(target: Uint8Array, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) target[at + i] = text.charCodeAt(i);
  return at + text.length;
}

/** Writes source[start .. end), followed by spaces up to `width` bytes: `%-40s`. */
export function putName(
  target: Uint8Array,
  at: number,
  source: Uint8Array,
  start: number,
  end: number,
  width: number,
): number {
  let to = at;
  for (let i = start; i < end; i++) target[to++] = source[i];
  const padded = at + width;
  while (to < padded) target[to++] = SPACE;
  return to;
}

/** Writes a number below 2^32 in at least `width` columns: `%6u`. */
export function putUnsigned(target: Uint8Array, at: number, value: number, width: number): number {
  let digits = 1;
  for (let bound = 10; value >= bound; bound *= 10) digits++;
  const end = at + Math.max(width, digits);
  let to = end - 1;
  for (let rest = value; digits > 0; digits--) {
    const tenth = Math.floor(rest / 10);
    target[to--] = ZERO + (rest - tenth * 10);
    rest = tenth;
  }
  while (to >= at) target[to--] = SPACE;
  return end;
}

/** Writes 64 bits, given as halves, as sixteen hexadecimal digits: `%016llx`. */
export function putAddress(target: Uint8Array, at: number, high: number, low: number): number {
  for (let i = 0; i < 8; i++) {
    target[at + i] = HEX[(high >>> (28 - 4 * i)) & 15];
    target[at + 8 + i] = HEX[(low >>> (28 - 4 * i)) & 15];
  }
  return at + 16;
}

/**
 * Writes ticks / bytes, both whole and `ticks` below 2^32: `%8.4f`. The four decimals are found in whole numbers,
 * which gives C's rounding of the nearest double, except at a tie that no double meets: formatLoad() decides there.
 */
export function putLoad(target: Uint8Array, at: number, ticks: number, bytes: number): number {
  const units = Math.floor((ticks * 10_000) / bytes);
  const beyondHalf = ticks * 20_000 - (units * 2 + 1) * bytes;
  // A tie is an odd number of 1/20000, and 20000 = 32 * 625: a double can be it where 625 divides that number.
  const isTie = beyondHalf === 0;
  if (bytes >= 2 ** 32 || (isTie && (units * 2 + 1) % 625 !== 0))
    return putText(target, at, formatLoad(ticks / bytes));
  const rounded = beyondHalf > 0 || (isTie && units % 2 === 1) ? units + 1 : units;
  const whole = Math.floor(rounded / 10_000);
  const point = putUnsigned(target, at, whole, 3);
  let decimals = rounded - whole * 10_000;
  target[point] = POINT;
  for (let to = point + 4; to > point; to--) {
    const tenth = Math.floor(decimals / 10);
    target[to] = ZERO + (decimals - tenth * 10);
    decimals = tenth;
  }
  return point + 5;
}
