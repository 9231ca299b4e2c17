/** Some ten thousand addresses make up nearly all frames of a recording. */
const SLOT_BITS = 16;

/** When remembered lines fill this, the memo starts afresh: memory stays bounded whatever the input. */
const ARENA_BYTES = 16 << 20;

const SHORTEST = 20;
const LONGEST = 4096;

/**
 * Remembers whole frame lines and the symbol each was read as.
 *
 * In perf script nearly every line was there before. A line is found by the 16 columns of its address and then
 * compared word by word with the line that is remembered, line feed included: that one pass also finds its end.
 * A symbol is never taken from the address alone, as another process may have other code there.
 */
export class PerfFrameMemo {
  readonly #starts = new Int32Array(1 << SLOT_BITS);
  readonly #lengths = new Int32Array(1 << SLOT_BITS);
  readonly #symbols = new Int32Array(1 << SLOT_BITS);
  readonly #arena = Buffer.allocUnsafeSlow(ARENA_BYTES + 8);
  readonly #words = new DataView(this.#arena.buffer, this.#arena.byteOffset, this.#arena.length);
  #filled = 0;
  #text: DataView = this.#words;

  /** Length of the line that was found last, its line feed included. */
  length = 0;

  /** Sets the buffer in which find() and keep() look; 20 bytes past its last line must be readable. */
  setText(bytes: Uint8Array): void {
    this.#text = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Returns the symbol of the frame line that starts at `at`, or -1 where this very line was not kept. */
  find(at: number): number {
    const text = this.#text;
    const slot = this.#slotOf(at);
    const length = this.#lengths[slot];
    // A kept line may be longer than what is left of the text.
    if (length === 0 || at + length > text.byteLength) return -1;
    // Eight bytes at a time, as the one word of that size that is no object. Equal numbers are equal bytes but for
    // 0 and -0, and keep() refuses lines that hold a zero byte; a NaN only means that the line is read once more.
    const words = this.#words;
    const start = this.#starts[slot];
    const last = length - 8;
    for (let i = 0; i < last; i += 8) {
      if (text.getFloat64(at + i, true) !== words.getFloat64(start + i, true)) return -1;
    }
    if (text.getFloat64(at + last, true) !== words.getFloat64(start + last, true)) return -1;
    this.length = length;
    return this.#symbols[slot];
  }

  /** Keeps the frame line bytes[at .. end) of the text, its line feed included, as `symbol`. */
  keep(bytes: Uint8Array, at: number, end: number, symbol: number): void {
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

  #slotOf(at: number): number {
    const text = this.#text;
    let hash = Math.imul(text.getInt32(at + 1, true), 0x9e3779b1) ^ text.getInt32(at + 5, true);
    hash = Math.imul(hash ^ text.getInt32(at + 9, true), 0x85ebca6b) ^ (hash >>> 15);
    hash = Math.imul(hash ^ text.getInt32(at + 13, true), 0x2c1b3c6d) ^ (hash >>> 13);
    hash = Math.imul(hash, 0x9e3779b1);
    return hash >>> (32 - SLOT_BITS);
  }
}
