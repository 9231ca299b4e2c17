import type { Diagnostic } from "../model/diagnostic.ts";
import type { Interval } from "../stats/interval.ts";
import type { Count, SideSummary } from "./diff-result.ts";

/** The part of a profile's total that a set of symbols has. */
export interface SharePart {
  /** Listed ticks as the point; max adds what a cut listing may hide. */
  readonly ticks: Count;
  /** ticks over the total, as fractions. */
  readonly share: Count;
  /** Of the listed part: sampling noise only. Wilson's for one group, Goodman's where several are told together. */
  readonly interval: Interval;
}

export interface ShareSymbol extends SharePart {
  readonly symbol: string;
  readonly module: string;
  /** Line of the input, null where it has none. */
  readonly line: number | null;
  /** The group without this symbol. */
  readonly without: SharePart;
}

export interface ShareGroup extends SharePart {
  /** What was asked for: a group's name, or the text of the expression. */
  readonly group: string;
  /** The largest first. */
  readonly symbols: readonly ShareSymbol[];
}

export interface ShareResult {
  readonly profile: SideSummary;
  readonly total: number;
  readonly level: number;
  readonly method: "Wilson" | "Goodman";
  readonly groups: readonly ShareGroup[];
  readonly notes: readonly Diagnostic[];
}
