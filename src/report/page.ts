import type { Block, Tone } from "./report.ts";

/** A document to look at, verdict first. Its texts may hold names from inputs: hostile until a renderer escaped them. */
export interface Page {
  readonly title: string;
  readonly verdict: PlainVerdict;
  readonly sections: readonly PageSection[];
}

/** What a comparison found, in sentences. */
export interface PlainVerdict {
  /** The answer in a few words. */
  readonly headline: string;
  readonly tone: Tone;
  /** What it rests on and how far it goes, a sentence or two each. */
  readonly lines: readonly string[];
}

export interface PageSection {
  /** Stable id, such as `symbols`. */
  readonly id: string;
  readonly title: string;
  /** Paragraphs above the blocks. */
  readonly lead: readonly string[];
  readonly blocks: readonly Block[];
  readonly flame?: FlameGraph;
}

/**
 * Stacks of two sides as a tree in columns of `length` entries, callers before what they call. A node counts what it calls
 * as well; node 0 is the root.
 */
export interface FlameGraph {
  readonly length: number;
  /** Index of the caller, -1 of the root. */
  readonly parent: ArrayLike<number>;
  /** Index into `names`. */
  readonly name: ArrayLike<number>;
  readonly names: readonly string[];
  readonly base: ArrayLike<number>;
  readonly next: ArrayLike<number>;
  /** What is counted, such as `ticks`. */
  readonly unit: string;
}
