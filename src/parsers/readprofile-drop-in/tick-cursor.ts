import { SparseBins } from "../../model/sparse-bins.ts";
import type { RawCore, TakenTicks, TickState } from "../raw-core.ts";
import type { RawCounters } from "../raw-counters.ts";

/**
 * Hands the words of a profile to functions in the order of their addresses, by readprofile's arithmetic. Sums wrap at
 * 32 bits.
 */
export class TickCursor {
  /** The first word that no function has got; word 0 is the step. */
  word = 1;
  /** Ticks that were handed out. */
  total = 0;
  /** The first word with ticks that no function has got, among those with ticks. */
  #place = 0;
  readonly #counters: RawCounters;

  constructor(counters: RawCounters) {
    this.#counters = counters;
  }

  get isAtEnd(): boolean {
    return this.word > this.#counters.bins.length;
  }

  /** Hands out the words up to a function's end, in bytes after `_stext`; returns their ticks. */
  take(offset: number): number {
    const { index, ticks } = this.#counters.bins;
    const end = this.endWord(offset);
    let sum = 0;
    let place = this.#place;
    for (; index[place] < end - 1; place++) sum = (sum + ticks[place]) | 0;
    this.#place = place;
    this.word = Math.max(this.word, end);
    this.total = (this.total + sum) >>> 0;
    return sum >>> 0;
  }

  /**
   * Lets a core hand out the words up to the lines that it has read, the last of them `lastOffset` bytes after `_stext`.
   * Returns what it used, or null where its columns are too short.
   */
  takeByCore(
    core: RawCore,
    addresses: Pick<TickState, "startHigh" | "startLow" | "lowBefore">,
    lastOffset: number,
    all: boolean,
  ): TakenTicks | null {
    const { bins, stepBytes } = this.#counters;
    const place = this.#place;
    const end = Math.max(place, bins.placeOf(this.endWord(lastOffset) - 1));
    if (end - place > core.index.length) return null;
    const next = new SparseBins(
      bins.length,
      bins.index.subarray(place, end),
      bins.ticks.subarray(place, end),
    );
    const state = { ...addresses, stepBytes, words: bins.length + 1, word: this.word };
    const taken = core.takeTicks(next, state, all);
    this.#place += taken.counters;
    this.word = taken.word;
    this.total = (this.total + taken.ticks) >>> 0;
    return taken;
  }

  /** Returns the word that comes after those of a function which ends `offset` bytes after `_stext`. */
  endWord(offset: number): number {
    const { stepBytes, bins } = this.#counters;
    return stepBytes === 0 ? 0 : Math.min(Math.floor(offset / stepBytes), bins.length + 1);
  }
}
