import { formatLoad } from "../../model/format-load.ts";

const SPACE = 32;
const ZERO = 48;
const NEWLINE = 10;
// Room for any one piece but a name.
const SLACK = 64;
const HEX = new TextEncoder().encode("0123456789abcdef");

/** Collects output as bytes, formatted as C's printf does, in one array that grows by doubling. */
export class ByteOutput {
  #bytes = new Uint8Array(1 << 20);
  #length = 0;

  /** Returns what was written, as a view. */
  toBytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Appends a text of ASCII. */
  text(text: string): void {
    this.#reserve(text.length);
    for (let i = 0; i < text.length; i++) this.#bytes[this.#length++] = text.charCodeAt(i);
  }

  newline(): void {
    this.#reserve(0);
    this.#bytes[this.#length++] = NEWLINE;
  }

  /** Appends source[start .. end) and spaces up to `width` bytes: `%-40s`. */
  name(source: Uint8Array, start: number, end: number, width: number): void {
    this.#reserve(Math.max(width, end - start));
    const bytes = this.#bytes;
    let at = this.#length;
    const padded = at + width;
    for (let i = start; i < end; i++) bytes[at++] = source[i];
    while (at < padded) bytes[at++] = SPACE;
    this.#length = at;
  }

  /** Appends a number below 2^32 in at least `width` columns: `%6u`. */
  unsigned(value: number, width: number): void {
    this.#reserve(width);
    const bytes = this.#bytes;
    let digits = 1;
    for (let bound = 10; value >= bound; bound *= 10) digits++;
    for (let pad = width - digits; pad > 0; pad--) bytes[this.#length++] = SPACE;
    this.#length += digits;
    let rest = value;
    for (let at = this.#length - 1; digits > 0; at--, digits--) {
      const tenth = Math.floor(rest / 10);
      bytes[at] = ZERO + (rest - tenth * 10);
      rest = tenth;
    }
  }

  /** Appends 64 bits, given as halves, as sixteen hexadecimal digits: `%016llx`. */
  hexPadded(high: number, low: number): void {
    this.#reserve(16);
    for (let shift = 28; shift >= 0; shift -= 4) this.#bytes[this.#length++] = HEX[(high >>> shift) & 15];
    for (let shift = 28; shift >= 0; shift -= 4) this.#bytes[this.#length++] = HEX[(low >>> shift) & 15];
  }

  /**
   * Appends ticks / bytes: `%8.4f`. The quotient's four decimals are found in whole numbers. Within one millionth
   * of a half that is not certain, as C rounds the nearest double and not the quotient: formatLoad() decides there.
   */
  load(ticks: number, bytes: number): void {
    const scaled = (ticks * 10_000) / bytes;
    const whole = Math.floor(scaled);
    const part = scaled - whole;
    if (!(scaled < 2 ** 30) || Math.abs(part - 0.5) < 1e-6) {
      this.text(formatLoad(ticks / bytes));
      return;
    }
    const rounded = part > 0.5 ? whole + 1 : whole;
    const integer = Math.floor(rounded / 10_000);
    let decimals = rounded - integer * 10_000;
    this.unsigned(integer, 3);
    const at = this.#length;
    this.#reserve(5);
    this.#bytes[at] = 46;
    for (let i = 4; i > 0; i--) {
      const tenth = Math.floor(decimals / 10);
      this.#bytes[at + i] = ZERO + (decimals - tenth * 10);
      decimals = tenth;
    }
    this.#length = at + 5;
  }

  #reserve(length: number): void {
    if (this.#length + length + SLACK <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + length + SLACK));
    grown.set(this.toBytes());
    this.#bytes = grown;
  }
}
