const NOT_HEX = 0x80;
const NEWLINE = 10;
const SPACE = 32;

const hexDigits = new Uint8Array(256).fill(NOT_HEX);
for (let digit = 0; digit < 16; digit++) {
  hexDigits[digit.toString(16).charCodeAt(0)] = digit;
  hexDigits[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}

/**
 * Walks over the lines of a stretch of a symbol map. The fields hold the line that was read last, so that a line costs no object;
 * the methods are small and called once a line, so that the engine compiles them early.
 */
export class MapLineCursor {
  bytes: Uint8Array = new Uint8Array(0);
  end = 0;
  /** Where the next line begins. */
  at = 0;
  /** Halves of the address: a bigint a line would cost more than the rest of the reading. */
  high = 0;
  low = 0;
  /** First byte of the kind of symbol, nm's letter. */
  kind = 0;
  /** The name lies at bytes[nameStart .. nameEnd). */
  nameStart = 0;
  nameEnd = 0;

  /** Goes to the beginning of bytes[0 .. end). */
  open(bytes: Uint8Array, end: number): void {
    this.bytes = bytes;
    this.end = end;
    this.at = 0;
  }

  get isAtEnd(): boolean {
    return this.at >= this.end;
  }

  /**
   * Reads a line of the usual form of 64-bit kernels, `ffffffff81000000 T _stext`: sixteen digits, one space between
   * fields, nothing after the name. Returns false, and stays where it is, before any other line.
   */
  readUsual(): boolean {
    const { bytes, at } = this;
    if (at + 20 > this.end || bytes[at + 16] !== SPACE || bytes[at + 18] !== SPACE || bytes[at + 17] <= SPACE)
      return false;
    let high = 0;
    let low = 0;
    let seen = 0;
    for (let i = at; i < at + 8; i++) {
      const highDigit = hexDigits[bytes[i]];
      const lowDigit = hexDigits[bytes[i + 8]];
      seen |= highDigit | lowDigit;
      high = (high << 4) | highDigit;
      low = (low << 4) | lowDigit;
    }
    if (seen >= NOT_HEX) return false;
    const nameStart = at + 19;
    let nameEnd = nameStart;
    while (bytes[nameEnd] > SPACE) nameEnd++;
    if (nameEnd === nameStart || bytes[nameEnd] !== NEWLINE) return false;
    this.high = high >>> 0;
    this.low = low >>> 0;
    this.kind = bytes[at + 17];
    this.nameStart = nameStart;
    this.nameEnd = nameEnd;
    this.at = nameEnd + 1;
    return true;
  }

  /** Reads hexadecimal digits from `start` into the address, the last sixteen of them; returns where they end. */
  readAddress(start: number): number {
    let end = start;
    let high = 0;
    let low = 0;
    for (; end < this.end && hexDigits[this.bytes[end]] !== NOT_HEX; end++) {
      high = (high << 4) | (low >>> 28);
      low = (low << 4) | hexDigits[this.bytes[end]];
    }
    this.high = high >>> 0;
    this.low = low >>> 0;
    return end;
  }

  /** Tells whether the name is `text` (ASCII). */
  nameIs(text: string): boolean {
    if (this.nameEnd - this.nameStart !== text.length) return false;
    for (let i = 0; i < text.length; i++) {
      if (this.bytes[this.nameStart + i] !== text.charCodeAt(i)) return false;
    }
    return true;
  }

  /** Tells whether the name marks the start of the text; both spellings, as some assemblers put an underscore before every name. */
  get isTextStart(): boolean {
    return this.nameIs("_stext") || this.nameIs("__stext");
  }

  /** Tells whether the name marks the end of the text. */
  get isTextEnd(): boolean {
    return this.nameIs("_etext") || this.nameIs("__etext");
  }
}
