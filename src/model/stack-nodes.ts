import { hashPair } from "./hash-pair.ts";
import type { StackTable } from "./profile.ts";

const INITIAL_NODES = 1024;

/**
 * The tree of calls: gives each distinct pair of a caller's node and a called symbol a number, in order of first
 * sight.
 *
 * Most nodes are the first call of a caller that was new itself, and then their number is the caller's plus one.
 * Such nodes are found there and stand in no table; only the others are hashed (open addressing over id + 1, at most
 * half full), which keeps the table as small as the tree has branches.
 */
export class StackNodes {
  // Caller and symbol side by side, as they are read together.
  #nodes: Int32Array = new Int32Array(INITIAL_NODES * 2);
  #slots: Int32Array = new Int32Array(INITIAL_NODES);
  #length = 0;
  #hashed = 0;

  get length(): number {
    return this.#length;
  }

  /** Returns the node in which `caller` (-1 for none) calls `symbol`, a new one (equal to the old length) at first sight. */
  intern(caller: number, symbol: number): number {
    const nodes = this.#nodes;
    const next = caller + 1;
    if (next === this.#length) return this.#add(caller, symbol);
    if (nodes[next * 2] === caller && nodes[next * 2 + 1] === symbol) return next;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hashPair(caller, symbol) & mask;
    for (;;) {
      const found = slots[slot] - 1;
      if (found < 0) break;
      if (nodes[found * 2] === caller && nodes[found * 2 + 1] === symbol) return found;
      slot = (slot + 1) & mask;
    }
    const id = this.#add(caller, symbol);
    slots[slot] = id + 1;
    this.#hashed += 1;
    if (this.#hashed * 2 > slots.length) this.#growSlots();
    return id;
  }

  caller(node: number): number {
    return this.#nodes[node * 2];
  }

  symbol(node: number): number {
    return this.#nodes[node * 2 + 1];
  }

  /** Returns the nodes so far (a copy, so more may be added). */
  toTable(): StackTable {
    const length = this.#length;
    const prefix = new Int32Array(length);
    const symbol = new Uint32Array(length);
    for (let id = 0; id < length; id++) {
      prefix[id] = this.#nodes[id * 2];
      symbol[id] = this.#nodes[id * 2 + 1];
    }
    return { length, prefix, symbol };
  }

  #add(caller: number, symbol: number): number {
    const id = this.#length++;
    if (id * 2 === this.#nodes.length) {
      const grown = new Int32Array(this.#nodes.length * 2);
      grown.set(this.#nodes);
      this.#nodes = grown;
    }
    this.#nodes[id * 2] = caller;
    this.#nodes[id * 2 + 1] = symbol;
    return id;
  }

  #growSlots(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.#length; id++) {
      const caller = this.#nodes[id * 2];
      if (caller === id - 1) continue;
      let slot = hashPair(caller, this.#nodes[id * 2 + 1]) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.#slots = slots;
  }
}
