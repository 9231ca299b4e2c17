import type { Diagnostic } from "./diagnostic.ts";
import type { Provenance } from "./provenance.ts";
import type { SymbolTable } from "./symbol-table.ts";

/** What one count of a sample type is, and what a statistic may assume of it. */
export interface SampleType {
  /** `ticks`, `cpu-clock`, `cycles`, `alloc_space`, ... as the source names it. */
  readonly event: string;
  /** Unit of a value: `ticks`, `count`, `nanoseconds`, `bytes`, ... */
  readonly unit: string;
  /** Value that one sample stands for (1 for a tick), or null where the source does not say. */
  readonly period: number | null;
  /**
   * counts: independent samples; repeated: a sample may add many units at once; exact: counted, without sampling;
   * shares: parts of a total whose samples nobody states, of which no interval or p-value can be made.
   */
  readonly assumes: "counts" | "repeated" | "exact" | "shares";
  readonly better: "lower" | "higher";
}

/** How much of a profile its rows show. */
export type Coverage =
  /** Every symbol with a count stands in the rows: an absent one is 0. */
  | { readonly kind: "complete" }
  /** Rows were cut away (`sort | tail`): an absent symbol has 0 to some bound. */
  | {
      readonly kind: "cut";
      /** The orders that the rows fit; an absent symbol is bounded by each of them, the loosest of which holds. */
      readonly orders: readonly ("ticks" | "load")[];
      /** Smallest count shown, the cutoff of an order by ticks. */
      readonly smallestCount: number;
      /** Smallest printed load shown (ticks per byte, four decimals), the cutoff of an order by load; null without a load column. */
      readonly smallestLoad: number | null;
    }
  /** The source does not say. absent zero: formats that list what was sampled; unknown: absent rows may hold anything up to the remainder. */
  | { readonly kind: "unstated"; readonly absent: "zero" | "unknown" };

/** One sample type with its counts, one per sample. */
export interface Measure {
  readonly type: SampleType;
  /** The point value of each sample, >= 0. */
  readonly counts: Float64Array;
  /** Bounds of each sample where an attribution could not decide; null together where all are exact. low <= counts <= high. */
  readonly low: Float64Array | null;
  readonly high: Float64Array | null;
  /** Sum of counts. */
  readonly listed: number;
  /** What the source says was counted in all, never below `listed`; the remainder is total - listed. */
  readonly total: number;
  readonly coverage: Coverage;
}

/** Call stacks as a tree: a stack is its leaf symbol and the stack of its caller. Parents come before children. */
export interface StackTable {
  readonly length: number;
  /** Index of the caller's stack, -1 at a root. */
  readonly prefix: Int32Array;
  readonly symbol: Uint32Array;
  /** True where symbol i is stack i and has no caller, so that nobody need look at the columns. */
  readonly isFlat?: true;
}

/** Samples: one per listed row or distinct stack. */
export interface SampleTable {
  readonly length: number;
  readonly stack: Uint32Array;
  /** True where sample i is stack i. */
  readonly isEveryStack?: true;
  /** Line of the input that states the sample (from 1), or null where the input has no lines. */
  readonly line: Uint32Array | null;
}

/** One profile, whatever it was read from or simulated by. Immutable; made only by a ProfileBuilder. */
export interface Profile {
  /** Heading of the listing, or "" where the source has none. */
  readonly title: string;
  readonly symbols: SymbolTable;
  readonly stacks: StackTable;
  readonly samples: SampleTable;
  /** At least one. */
  readonly measures: readonly Measure[];
  readonly provenance: Provenance;
  /** What a reader of the numbers should know, in the order of the input. */
  readonly diagnostics: readonly Diagnostic[];
}
