// readprofile reads a line with fgets into 128 bytes, so that a longer one falls into pieces.
const LONGEST_PIECE = 127;
const LONGEST_MODE = 7;
const NEWLINE = 10;
const SPACE = 32;
const NOT_HEX = 0x80;

const hexDigits = new Uint8Array(256).fill(NOT_HEX);
for (let digit = 0; digit < 16; digit++) {
  hexDigits[digit.toString(16).charCodeAt(0)] = digit;
  hexDigits[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}

/**
 * Reads a symbol map line by line as readprofile does: fgets(3) into 128 bytes, then sscanf(3) with
 * `%llx %7[^\n ] %127[^\n ]`. It takes much that is no map line and refuses little; the reader of symbol-map.ts is
 * the strict one. The fields hold the last line read, so that no object is made for a line.
 */
export class MapScanner {
  readonly bytes: Uint8Array;
  /** Halves of the address. */
  high = 0;
  low = 0;
  /** First byte of the kind of symbol. */
  mode = 0;
  nameStart = 0;
  nameEnd = 0;
  /** Whether sscanf found all three fields; the others are not to be used where it did not. */
  matches = false;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Reads the next line; returns false at the end of the map. */
  next(): boolean {
    if (this.#at >= this.bytes.length) return false;
    if (!this.#readUsual()) this.#readOdd();
    return true;
  }

  /** Tells whether the name is `text` (ASCII). */
  nameIs(text: string): boolean {
    if (this.nameEnd - this.nameStart !== text.length) return false;
    for (let i = 0; i < text.length; i++)
      if (this.bytes[this.nameStart + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  // `ffffffff81000000 T _stext`: sixteen digits and one space between the fields.
  #readUsual(): boolean {
    const { bytes } = this;
    const at = this.#at;
    if (at + 20 > bytes.length || bytes[at + 16] !== SPACE || bytes[at + 18] !== SPACE) return false;
    let high = 0;
    let low = 0;
    let seen = 0;
    for (let i = at; i < at + 8; i++) {
      const digit = hexDigits[bytes[i]];
      const lowDigit = hexDigits[bytes[i + 8]];
      seen |= digit | lowDigit;
      high = (high << 4) | digit;
      low = (low << 4) | lowDigit;
    }
    if (seen >= NOT_HEX || bytes[at + 17] <= SPACE) return false;
    const name = at + 19;
    let stop = name;
    while (bytes[stop] > SPACE) stop++;
    if (stop === name || bytes[stop] !== NEWLINE || stop + 1 - at > LONGEST_PIECE) return false;
    this.high = high >>> 0;
    this.low = low >>> 0;
    this.mode = bytes[at + 17];
    this.nameStart = name;
    this.nameEnd = stop;
    this.matches = true;
    this.#at = stop + 1;
    return true;
  }

  #readOdd(): void {
    const { bytes } = this;
    const newline = bytes.subarray(this.#at, this.#at + LONGEST_PIECE).indexOf(NEWLINE);
    const pieceEnd = newline < 0 ? Math.min(this.#at + LONGEST_PIECE, bytes.length) : this.#at + newline + 1;
    const zero = bytes.subarray(this.#at, pieceEnd).indexOf(0);
    const end = zero < 0 ? pieceEnd : this.#at + zero;
    const afterAddress = this.#readAddress(skipBlanks(bytes, this.#at, end), end);
    const modeStart = skipBlanks(bytes, afterAddress, end);
    const modeEnd = skipField(bytes, modeStart, Math.min(end, modeStart + LONGEST_MODE));
    this.mode = bytes[modeStart];
    this.nameStart = skipBlanks(bytes, modeEnd, end);
    this.nameEnd = skipField(bytes, this.nameStart, end);
    this.matches = afterAddress >= 0 && modeEnd > modeStart && this.nameEnd > this.nameStart;
    this.#at = pieceEnd;
  }

  /** Reads as strtoull(3) in base 16: a sign and 0x may lead, too much is the largest number. Returns where it ended, or -1. */
  #readAddress(start: number, end: number): number {
    const text = String.fromCharCode(...this.bytes.subarray(start, end));
    const match = /^([+-]?)(?:0[xX])?([0-9a-fA-F]*)/.exec(text);
    if (match === null || !/[0-9a-fA-F]/.test(match[0])) return -1;
    const magnitude = BigInt(`0x${match[2] || "0"}`);
    const largest = 2n ** 64n - 1n;
    const value =
      magnitude > largest ? largest : BigInt.asUintN(64, match[1] === "-" ? -magnitude : magnitude);
    this.high = Number(value >> 32n);
    this.low = Number(value & 0xffff_ffffn);
    return start + match[0].length;
  }
}

function skipBlanks(bytes: Uint8Array, start: number, end: number): number {
  let at = Math.max(start, 0);
  while (at < end && (bytes[at] === SPACE || (bytes[at] >= 9 && bytes[at] <= 13))) at++;
  return at;
}

function skipField(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== SPACE && bytes[at] !== NEWLINE) at++;
  return at;
}
