import type { Cache } from "./cache.ts";
import type { DataCaches } from "./machine-memory.ts";
import { runText, type TextMemo, type Texts } from "./text-memo.ts";

/** The instruction cache of one processor, which reads what it misses from the L2 of the data caches. */
export class InstructionCache {
  private readonly texts: Texts;
  private readonly cache: Cache;
  private readonly below: DataCaches;
  private readonly shifts: Int32Array;
  private memo: TextMemo | null;
  private state = 0;

  /**
   * Puts an empty cache above `below`, where each text stands `shifts` lines further on: pages are mapped, and this
   * cache's sets do not depend on where. With a memo of its geometry it is simulated only where the memo ends.
   */
  constructor(texts: Texts, cache: Cache, memo: TextMemo | null, below: DataCaches, shifts: Int32Array) {
    this.texts = texts;
    this.cache = cache;
    this.memo = memo;
    this.below = below;
    this.shifts = shifts;
  }

  /** Runs through a text and returns how many of its lines missed; what L2 missed of them is in its tally. */
  run(text: number): number {
    if (this.memo === null) return this.simulate(text);
    const step = this.memo.step(this.state, text);
    if (step < 0) {
      this.cache.restore(this.memo.contentsOf(this.state));
      this.memo = null;
      return this.simulate(text);
    }
    this.state = this.memo.stateAfter(step);
    const misses = this.memo.missesOf(step);
    if (misses > 0) {
      const shift = this.shifts[text];
      for (const { first, lines } of this.memo.stretchesOf(step)) this.below.readText(first + shift, lines);
    }
    return misses;
  }

  private simulate(text: number): number {
    const shift = this.shifts[text];
    return runText(this.cache, this.texts, text, (line) => this.below.readText(line + shift, 1));
  }
}
