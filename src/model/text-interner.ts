import { decodeText } from "./byte-text.ts";
import { TextColumn } from "./text-column.ts";

const INITIAL_SLOTS = 1024;

/**
 * Gives each distinct byte text a number, in order of first sight, without making a string.
 *
 * Open addressing over a power-of-two table of (id + 1); the hash of every text is kept, so that growing does
 * not read the texts again. The tables grow; nothing is ever refused or overwritten.
 */
export class TextInterner {
  #bytes: Uint8Array = new Uint8Array(16_384);
  #offsets: Uint32Array;
  #hashes: Int32Array;
  #slots: Int32Array;
  #length = 0;

  /** Makes an empty interner; `expected` texts fit without growing, any number fits. */
  constructor(expected = 0) {
    let capacity = INITIAL_SLOTS;
    while (capacity < expected) capacity *= 2;
    this.#offsets = new Uint32Array(capacity + 1);
    this.#hashes = new Int32Array(capacity);
    this.#slots = new Int32Array(capacity * 2);
  }

  get length(): number {
    return this.#length;
  }

  /** Returns the number of the text buffer[start .. end), a new one (equal to the old length) at first sight. */
  intern(buffer: Uint8Array, start: number, end: number): number {
    // FNV-1a over 32 bits (Fowler, Noll, Vo): byte at a time, as symbol names are short. The last fold spreads
    // the high bits into the low ones that choose the slot.
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ buffer[i], 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const found = this.#slots[slot] - 1;
      if (found < 0) break;
      if (this.#hashes[found] === hash && this.#equals(found, buffer, start, end)) return found;
      slot = (slot + 1) & mask;
    }
    return this.#add(buffer, start, end, hash, slot);
  }

  /** Returns the number of a string's UTF-8 bytes. */
  internString(text: string): number {
    const bytes = new TextEncoder().encode(text);
    return this.intern(bytes, 0, bytes.length);
  }

  /** Decodes text `id` (see decodeText). */
  at(id: number): string {
    return decodeText(this.#bytes.subarray(this.#offsets[id], this.#offsets[id + 1]));
  }

  /** Returns all texts so far as a column (a copy, so the interner may go on). */
  toColumn(): TextColumn {
    const end = this.#offsets[this.#length];
    return new TextColumn(this.#bytes.slice(0, end), this.#offsets.slice(0, this.#length + 1));
  }

  #equals(id: number, buffer: Uint8Array, start: number, end: number): boolean {
    const from = this.#offsets[id];
    if (this.#offsets[id + 1] - from !== end - start) return false;
    const bytes = this.#bytes;
    for (let i = start, j = from; i < end; i++, j++) if (buffer[i] !== bytes[j]) return false;
    return true;
  }

  #add(buffer: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const id = this.#length;
    const from = this.#offsets[id];
    const to = from + (end - start);
    if (to > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(to, this.#bytes.length * 2));
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    const bytes = this.#bytes;
    for (let i = start, j = from; i < end; i++, j++) bytes[j] = buffer[i];
    if (id === this.#hashes.length) this.#growTexts();
    this.#offsets[id + 1] = to;
    this.#hashes[id] = hash;
    this.#slots[slot] = id + 1;
    this.#length = id + 1;
    if (this.#length * 2 > this.#slots.length) this.#growSlots();
    return id;
  }

  #growTexts(): void {
    const capacity = this.#hashes.length * 2;
    const offsets = new Uint32Array(capacity + 1);
    offsets.set(this.#offsets);
    this.#offsets = offsets;
    const hashes = new Int32Array(capacity);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
  }

  #growSlots(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.#length; id++) {
      let slot = this.#hashes[id] & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.#slots = slots;
  }
}
