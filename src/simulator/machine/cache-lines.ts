import { exponentOf } from "../parameters/power-of-two.ts";
import type { CacheGeometry } from "./cache-geometry.ts";
import { INVALID } from "./line-state.ts";

/**
 * The lines that a cache holds, with their states and their order of use; what happens on a hit or a miss is decided in
 * cache.ts.
 *
 * True LRU. A set is a run of words, most recently used first; invalid lines are at the end, so the last word is
 * always the victim. A word is `block << 2 | state`. With state 1..3 for a valid line, `((word ^ block << 2) - 1) >>> 0
 * < 3` says "same block and valid" in one comparison; `promote` is where a simulation spends its time.
 */
export class CacheLines {
  readonly geometry: CacheGeometry;
  protected readonly words: Int32Array;
  protected readonly setMask: number;
  protected readonly ways: number;
  protected readonly wayShift: number;
  protected readonly blockShift: number;

  /** Makes room for a geometry, all of it invalid. */
  constructor(geometry: CacheGeometry) {
    const lineCount = geometry.size / geometry.block;
    this.geometry = geometry;
    this.words = new Int32Array(lineCount);
    // The parameters of a machine arrive as boxed doubles, which every access would unbox anew; `| 0` makes small integers.
    this.setMask = (lineCount / geometry.ways - 1) | 0;
    this.ways = geometry.ways | 0;
    this.wayShift = exponentOf(geometry.ways);
    this.blockShift = exponentOf(geometry.block);
  }

  /** Tells whether two blocks, or one of them and a neighbour of the other, compete for the same set. */
  mayShareSet(one: number, other: number): boolean {
    return ((one - other + 1) & this.setMask) <= 2;
  }

  /** Returns the state of the block that holds `address`, INVALID if it is absent; changes no order and no counter. */
  stateOf(address: number): number {
    const at = this.find(address >>> this.blockShift);
    return at < 0 ? INVALID : this.words[at] & 3;
  }

  /** Forgets every line of this level without a write-back. */
  clear(): void {
    this.words.fill(INVALID);
  }

  /** Returns a copy of all lines in their order. */
  snapshot(): Int32Array {
    return this.words.slice();
  }

  /** Puts the lines of a snapshot back; counters stay. */
  restore(snapshot: Int32Array): void {
    this.words.set(snapshot);
  }

  /** Returns where a block's word is, or -1. */
  protected find(block: number): number {
    const words = this.words;
    const base = (block & this.setMask) << this.wayShift;
    const key = block << 2;
    for (let way = base, end = base + this.ways; way < end; way++) {
      if (((words[way] ^ key) - 1) >>> 0 < 3) return way;
    }
    return -1;
  }

  /**
   * Puts a block's word at the head of its set and returns it; where the set does not hold the block, its place is
   * made at the head and the word that fell out at the end, the victim, is returned. One pass searches and shifts:
   * searching first costs twice the time. The usual four ways go without a loop, as every turn of one asks the engine
   * whether to stop.
   */
  protected promote(base: number, key: number): number {
    const words = this.words;
    const first = words[base];
    if (((first ^ key) - 1) >>> 0 < 3) return first;
    if (this.ways !== 4) return this.promoteAmong(base, key, first);
    const second = words[base + 1];
    words[base + 1] = first;
    if (((second ^ key) - 1) >>> 0 < 3) {
      words[base] = second;
      return second;
    }
    const third = words[base + 2];
    words[base + 2] = second;
    if (((third ^ key) - 1) >>> 0 < 3) {
      words[base] = third;
      return third;
    }
    const fourth = words[base + 3];
    words[base + 3] = third;
    if (((fourth ^ key) - 1) >>> 0 < 3) words[base] = fourth;
    return fourth;
  }

  private promoteAmong(base: number, key: number, head: number): number {
    const words = this.words;
    let carried = head;
    for (let way = base + 1, end = base + this.ways; way < end; way++) {
      const word = words[way];
      words[way] = carried;
      if (((word ^ key) - 1) >>> 0 < 3) {
        words[base] = word;
        return word;
      }
      carried = word;
    }
    return carried;
  }

  /** Takes a block out; its place becomes the next victim of its set. */
  protected remove(block: number): void {
    const words = this.words;
    const at = this.find(block);
    if (at < 0) return;
    const end = (((block & this.setMask) + 1) << this.wayShift) - 1;
    for (let way = at; way < end; way++) words[way] = words[way + 1];
    words[end] = INVALID;
  }
}
