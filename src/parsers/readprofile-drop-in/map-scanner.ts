import { MapLineCursor } from "../map-line-cursor.ts";

// readprofile reads a line with fgets into 128 bytes, so that a longer one falls into pieces.
export const LONGEST_PIECE = 127;
const LONGEST_KIND = 7;
const NEWLINE = 10;
const SPACE = 32;

/**
 * Reads a symbol map line by line as readprofile does: fgets(3) into 128 bytes, then sscanf(3) with
 * `%llx %7[^\n ] %127[^\n ]`. It takes much that is no map line and refuses little; the reader of symbol-map.ts is
 * the strict one. The fields hold the last line read, so that no object is made for a line.
 */
export class MapScanner extends MapLineCursor {
  /** Whether sscanf found all three fields; the others are not to be used where it did not. */
  matches = false;

  /** Reads the next line; returns false at the end of the map. */
  next(): boolean {
    if (this.isAtEnd) return false;
    const start = this.at;
    this.matches = this.readUsual();
    if (!this.matches || this.at - start > LONGEST_PIECE) this.#readOdd(start);
    return true;
  }

  #readOdd(start: number): void {
    const { bytes } = this;
    const newline = bytes.subarray(start, Math.min(start + LONGEST_PIECE, this.end)).indexOf(NEWLINE);
    const pieceEnd = newline < 0 ? Math.min(start + LONGEST_PIECE, this.end) : start + newline + 1;
    const zero = bytes.subarray(start, pieceEnd).indexOf(0);
    const end = zero < 0 ? pieceEnd : start + zero;
    const afterAddress = this.#readNumber(skipBlanks(bytes, start, end), end);
    const kindStart = skipBlanks(bytes, afterAddress, end);
    const kindEnd = skipField(bytes, kindStart, Math.min(end, kindStart + LONGEST_KIND));
    this.kind = bytes[kindStart];
    this.nameStart = skipBlanks(bytes, kindEnd, end);
    this.nameEnd = skipField(bytes, this.nameStart, end);
    this.matches = afterAddress >= 0 && kindEnd > kindStart && this.nameEnd > this.nameStart;
    this.at = pieceEnd;
  }

  /** Reads as strtoull(3) in base 16: a sign and 0x may lead, too much is the largest number. Returns where it ended, or -1. */
  #readNumber(start: number, end: number): number {
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
