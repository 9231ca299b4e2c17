import type { StackTable } from "./profile.ts";
import { StackNodes } from "./stack-nodes.ts";

const INITIAL_SLOTS = 2048;

/**
 * Gives each distinct call stack a number. A stack is its leaf symbol and the stack of its caller, so stacks that
 * share callers share their nodes, and parents always come before children.
 */
export class StackInterner {
  readonly #nodes = new StackNodes();
  // Whole stacks that were asked for by their frames, with their hashes: one probe and one walk for a stack that
  // was seen before, instead of one probe for each of its frames.
  #wholes: Int32Array = new Int32Array(INITIAL_SLOTS);
  #wholeHashes: Int32Array = new Int32Array(INITIAL_SLOTS);
  #wholeCount = 0;

  get length(): number {
    return this.#nodes.length;
  }

  /** Returns the stack in which `prefix` (-1 for none) calls `symbol`. */
  intern(prefix: number, symbol: number): number {
    return this.#nodes.intern(prefix, symbol);
  }

  /** Returns the stack of frames[0 .. depth), leaf first, depth >= 1. */
  internLeafFirst(frames: Int32Array, depth: number): number {
    let hash = depth;
    for (let i = 0; i < depth; i++) hash = Math.imul(hash ^ frames[i], 0x01000193) ^ (hash >>> 17);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash ^= hash >>> 13;
    const mask = this.#wholes.length - 1;
    let slot = hash & mask;
    for (;;) {
      const found = this.#wholes[slot] - 1;
      if (found < 0) break;
      if (this.#wholeHashes[slot] === hash && this.#equals(found, frames, depth)) return found;
      slot = (slot + 1) & mask;
    }
    let stack = -1;
    for (let i = depth - 1; i >= 0; i--) stack = this.#nodes.intern(stack, frames[i]);
    this.#wholes[slot] = stack + 1;
    this.#wholeHashes[slot] = hash;
    this.#wholeCount += 1;
    if (this.#wholeCount * 2 > this.#wholes.length) this.#growWholes();
    return stack;
  }

  /** Returns the stacks so far (a copy, so the interner may go on). */
  toTable(): StackTable {
    return this.#nodes.toTable();
  }

  #equals(stack: number, frames: Int32Array, depth: number): boolean {
    const nodes = this.#nodes;
    let at = stack;
    for (let i = 0; i < depth; i++) {
      if (at < 0 || nodes.symbol(at) !== frames[i]) return false;
      at = nodes.caller(at);
    }
    return at < 0;
  }

  #growWholes(): void {
    const wholes = new Int32Array(this.#wholes.length * 2);
    const hashes = new Int32Array(wholes.length);
    const mask = wholes.length - 1;
    for (let old = 0; old < this.#wholes.length; old++) {
      if (this.#wholes[old] === 0) continue;
      let slot = this.#wholeHashes[old] & mask;
      while (wholes[slot] !== 0) slot = (slot + 1) & mask;
      wholes[slot] = this.#wholes[old];
      hashes[slot] = this.#wholeHashes[old];
    }
    this.#wholes = wholes;
    this.#wholeHashes = hashes;
  }
}
