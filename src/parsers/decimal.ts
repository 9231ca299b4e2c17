const ZERO = 48;
const SHAPE = /^\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** No number that anybody means is longer. */
const MAX_CHARACTERS = 400;

/** Reads bytes[start .. end) as a decimal number without sign, fraction and exponent allowed; NaN for anything else. */
export function readDecimal(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  // 15 digits stay below 2^53, so that adding them up is exact.
  if (end - start <= 15) {
    let at = start;
    for (; at < end; at++) {
      const digit = bytes[at] - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (at === end && end > start) return value;
  } else if (end - start > MAX_CHARACTERS) {
    return Number.NaN;
  }
  return readDecimalText(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1"));
}

/** Reads a text as readDecimal() reads bytes. */
export function readDecimalText(text: string): number {
  return text.length <= MAX_CHARACTERS && SHAPE.test(text) ? Number(text) : Number.NaN;
}
