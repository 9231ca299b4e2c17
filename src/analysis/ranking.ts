import type { SymbolCounts } from "../model/symbol-counts.ts";
import { FEW_ENTRIES, selectLargest } from "./largest-entries.ts";

/** The entries of a column of counts that are above 0, the most first; equals stand in the order of the column. */
export class Ranking {
  readonly length: number;
  readonly counts: Float64Array;
  readonly #isWhole: boolean;
  #first: Uint32Array | null = null;
  #all: Uint32Array | null = null;

  constructor({ counts, low, high }: SymbolCounts) {
    this.counts = counts;
    let length = 0;
    let isWhole = low === null && high === null;
    for (let i = 0; i < counts.length; i++) {
      if (counts[i] > 0) length++;
      if (Math.floor(counts[i]) !== counts[i]) isWhole = false;
    }
    this.length = length;
    this.#isWhole = isWhole;
  }

  /** Returns the index of rank `rank`, 0 the largest count. */
  at(rank: number): number {
    // A table shows thirty rows: for these nobody sorts all.
    if (this.#all === null && rank < FEW_ENTRIES)
      return (this.#first ??= selectLargest(this.counts, Math.min(FEW_ENTRIES, this.length)))[rank];
    return (this.#all ??= this.#sort())[rank];
  }

  /** The order in which counts and their bounds are added up: that of the ranks, null where it makes no difference, as all are whole. */
  get order(): Uint32Array | null {
    return this.#isWhole ? null : (this.#all ??= this.#sort());
  }

  // Sorting count and index packed into one number, without a comparison, was measured: it is no faster.
  #sort(): Uint32Array {
    const indices = new Uint32Array(this.length);
    let length = 0;
    for (let i = 0; i < this.counts.length; i++) if (this.counts[i] > 0) indices[length++] = i;
    return indices.sort((a, b) => this.counts[b] - this.counts[a] || a - b);
  }
}
