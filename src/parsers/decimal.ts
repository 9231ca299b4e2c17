const ZERO = 48;
const POINT = 46;
const SHAPE = /^\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** No number that anybody means is longer. */
const MAX_CHARACTERS = 400;

// Up to 10^22 a power of ten is a double exactly.
const POWERS_OF_TEN = Float64Array.of(
  1,
  1e1,
  1e2,
  1e3,
  1e4,
  1e5,
  1e6,
  1e7,
  1e8,
  1e9,
  1e10,
  1e11,
  1e12,
  1e13,
  1e14,
);

/** Reads bytes[start .. end) as a decimal number without sign, fraction and exponent allowed; NaN for anything else. */
export function readDecimal(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  // 15 digits stay below 2^53, so that adding them up is exact, and so is what they are divided by: one rounding, as Number() has.
  if (end - start <= 15) {
    let point = end;
    let at = start;
    for (; at < end; at++) {
      const digit = bytes[at] - ZERO;
      if (digit >= 0 && digit <= 9) value = value * 10 + digit;
      else if (bytes[at] === POINT && point === end && at > start && at + 1 < end) point = at;
      else break;
    }
    if (at === end && end > start) return point === end ? value : value / POWERS_OF_TEN[end - point - 1];
  } else if (end - start > MAX_CHARACTERS) {
    return Number.NaN;
  }
  return readDecimalText(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1"));
}

/** Reads a text as readDecimal() reads bytes. */
export function readDecimalText(text: string): number {
  return text.length <= MAX_CHARACTERS && SHAPE.test(text) ? Number(text) : Number.NaN;
}
