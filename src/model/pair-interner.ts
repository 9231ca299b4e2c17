import { hashPair } from "./hash-pair.ts";

const INITIAL_CAPACITY = 1024;

/**
 * Gives each distinct pair of integers a number, in order of first sight.
 *
 * Open addressing over a power-of-two table of (id + 1), at most half full; the tables grow, nothing is refused.
 */
export class PairInterner {
  // Both parts of a pair side by side, as they are read together.
  #pairs: Int32Array = new Int32Array(INITIAL_CAPACITY * 2);
  #slots: Int32Array = new Int32Array(INITIAL_CAPACITY * 2);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Returns the number of the pair of 32-bit integers, a new one (equal to the old length) at first sight. */
  intern(first: number, second: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hashPair(first, second) & mask;
    for (;;) {
      const found = slots[slot] - 1;
      if (found < 0) return this.#add(first, second, slot);
      if (this.#pairs[found * 2] === first && this.#pairs[found * 2 + 1] === second) return found;
      slot = (slot + 1) & mask;
    }
  }

  first(id: number): number {
    return this.#pairs[id * 2];
  }

  second(id: number): number {
    return this.#pairs[id * 2 + 1];
  }

  /** Returns copies of both columns. */
  toColumns(): { first: Int32Array; second: Int32Array } {
    const first = new Int32Array(this.#length);
    const second = new Int32Array(this.#length);
    for (let id = 0; id < this.#length; id++) {
      first[id] = this.#pairs[id * 2];
      second[id] = this.#pairs[id * 2 + 1];
    }
    return { first, second };
  }

  #add(first: number, second: number, slot: number): number {
    const id = this.#length;
    if (id * 2 === this.#pairs.length) {
      const grown = new Int32Array(this.#pairs.length * 2);
      grown.set(this.#pairs);
      this.#pairs = grown;
    }
    this.#pairs[id * 2] = first;
    this.#pairs[id * 2 + 1] = second;
    this.#slots[slot] = id + 1;
    this.#length = id + 1;
    if (this.#length * 2 > this.#slots.length) this.#growSlots();
    return id;
  }

  #growSlots(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.#length; id++) {
      let slot = hashPair(this.#pairs[id * 2], this.#pairs[id * 2 + 1]) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.#slots = slots;
  }
}
