import { isAscii } from "node:buffer";
import { decodeText, isPlain } from "./byte-text.ts";

const encoder = new TextEncoder();

/**
 * A column of texts kept as one run of bytes: text i is bytes[offsets[i] .. offsets[i + 1]).
 *
 * Names stay bytes until somebody prints them: a profile of 200,000 symbols shows 30 of them, and identity is
 * decided on bytes, and on what decodeText() makes of them, so that two names that are not valid UTF-8 stay two.
 */
export class TextColumn {
  readonly length: number;
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;

  /** Makes a column over `bytes`; `offsets` has one entry more than there are texts and never falls. */
  constructor(bytes: Uint8Array, offsets: Uint32Array) {
    if (offsets.length === 0) throw new RangeError("a text column needs at least the offset of its end");
    this.bytes = bytes;
    this.offsets = offsets;
    this.length = offsets.length - 1;
  }

  /** Decodes text `index` (see decodeText); different bytes give different texts. */
  at(index: number): string {
    return decodeText(this.bytes.subarray(this.offsets[index], this.offsets[index + 1]));
  }

  /**
   * Returns a faster `at` for who reads most of the column: one string is made of all bytes, and texts are slices of it.
   * Worth it only for plain ASCII, where a byte is a character; other columns are decoded text by text.
   */
  slicer(): (index: number) => string {
    const { bytes, offsets } = this;
    if (!isAscii(bytes)) return (index) => this.at(index);
    const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
    if (!isPlain(whole)) return (index) => this.at(index);
    return (index) => whole.slice(offsets[index], offsets[index + 1]);
  }

  /** Returns the bytes of text `index` as a view, not a copy. */
  bytesAt(index: number): Uint8Array {
    return this.bytes.subarray(this.offsets[index], this.offsets[index + 1]);
  }

  /** Makes a column from strings, encoded as UTF-8. */
  static from(texts: readonly string[]): TextColumn {
    const parts = texts.map((text) => encoder.encode(text));
    const offsets = new Uint32Array(parts.length + 1);
    let end = 0;
    for (let i = 0; i < parts.length; i++) {
      end += parts[i].length;
      offsets[i + 1] = end;
    }
    const bytes = new Uint8Array(end);
    for (let i = 0; i < parts.length; i++) bytes.set(parts[i], offsets[i]);
    return new TextColumn(bytes, offsets);
  }
}
