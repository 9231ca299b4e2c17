import { MAX_FRAMES, NOT_KNOWN, type PerfMemo, type PerfReading } from "./perf-memo.ts";

/** Some ten thousand addresses make up nearly all frames of a recording. */
const SLOT_BITS = 16;

/** When remembered lines fill this, the memo starts afresh: memory stays bounded whatever the input. */
const ARENA_BYTES = 16 << 20;

const TAB = 9;
const SHORTEST = 20;
const LONGEST = 4096;

/**
 * Remembers whole frame lines and the symbol each was read as.
 *
 * In perf script nearly every line was there before. A line is found by the 16 columns of its address and then
 * compared word by word with the line that is remembered, line feed included: that one pass also finds its end.
 * A symbol is never taken from the address alone, as another process may have other code there.
 */
export class PerfFrameMemo implements PerfMemo {
  readonly room = null;
  // Pages that are never written cost nothing.
  readonly frames = new Int32Array(MAX_FRAMES + 1);
  readonly #starts = new Int32Array(1 << SLOT_BITS);
  readonly #lengths = new Int32Array(1 << SLOT_BITS);
  readonly #symbols = new Int32Array(1 << SLOT_BITS);
  readonly #arena = Buffer.allocUnsafeSlow(ARENA_BYTES + 8);
  readonly #words = new DataView(this.#arena.buffer, this.#arena.byteOffset, this.#arena.length);
  #filled = 0;
  #bytes: Uint8Array = this.#arena;
  #text: DataView = this.#words;
  #length = 0;
  #end = 0;

  setText(bytes: Buffer, end: number): void {
    this.#end = end;
    this.#bytes = bytes;
    this.#text = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Reads frames only: a sample begins and ends in the scanner. */
  readKnown(reading: PerfReading): void {
    let { at, depth } = reading;
    while (at < this.#end && this.#bytes[at] === TAB && depth < MAX_FRAMES) {
      const symbol = this.find(at);
      if (symbol === NOT_KNOWN) break;
      this.frames[depth++] = symbol;
      at += this.#length;
    }
    reading.line += depth - reading.depth;
    reading.depth = depth;
    reading.at = at;
  }

  find(at: number): number {
    const text = this.#text;
    const slot = this.#slotOf(at);
    const length = this.#lengths[slot];
    // A kept line may be longer than what is left of the text.
    if (length === 0 || at + length > text.byteLength) return NOT_KNOWN;
    // Eight bytes at a time, as the one word of that size that is no object. Equal numbers are equal bytes but for
    // 0 and -0, and keep() refuses lines that hold a zero byte; a NaN only means that the line is read once more.
    const words = this.#words;
    const start = this.#starts[slot];
    const last = length - 8;
    for (let i = 0; i < last; i += 8) {
      if (text.getFloat64(at + i, true) !== words.getFloat64(start + i, true)) return NOT_KNOWN;
    }
    if (text.getFloat64(at + last, true) !== words.getFloat64(start + last, true)) return NOT_KNOWN;
    this.#length = length;
    return this.#symbols[slot];
  }

  keep(at: number, end: number, symbol: number): void {
    const bytes = this.#bytes;
    const length = end - at;
    if (length < SHORTEST || length > LONGEST) return;
    if (this.#filled + length > ARENA_BYTES) {
      this.#lengths.fill(0);
      this.#filled = 0;
    }
    const slot = this.#slotOf(at);
    // A line that is no longer than the one it takes the place of is written over it.
    const fits = length <= this.#lengths[slot];
    const start = fits ? this.#starts[slot] : this.#filled;
    const arena = this.#arena;
    for (let i = 0; i < length; i++) {
      const byte = bytes[at + i];
      if (byte === 0) {
        if (fits) this.#lengths[slot] = 0;
        return;
      }
      arena[start + i] = byte;
    }
    if (!fits) this.#filled += length;
    this.#starts[slot] = start;
    this.#lengths[slot] = length;
    this.#symbols[slot] = symbol;
  }

  keepHead(): void {}

  /** Whole stacks are remembered where they are numbered, in StackInterner. */
  findStack(): number {
    return NOT_KNOWN;
  }

  keepStack(): void {}

  #slotOf(at: number): number {
    const text = this.#text;
    let hash = Math.imul(text.getInt32(at + 1, true), 0x9e3779b1) ^ text.getInt32(at + 5, true);
    hash = Math.imul(hash ^ text.getInt32(at + 9, true), 0x85ebca6b) ^ (hash >>> 15);
    hash = Math.imul(hash ^ text.getInt32(at + 13, true), 0x2c1b3c6d) ^ (hash >>> 13);
    hash = Math.imul(hash, 0x9e3779b1);
    return hash >>> (32 - SLOT_BITS);
  }
}
