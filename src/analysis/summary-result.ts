import type { Diagnostic } from "../model/diagnostic.ts";
import type { Count, SideSummary } from "./diff-result.ts";

export interface SummaryRow {
  /** Name of the symbol, group or module; "" for symbols without a module. */
  readonly name: string;
  readonly ticks: Count;
  /** ticks over the total at the point. */
  readonly share: number;
  /** Symbols with ticks in it. */
  readonly symbols: number;
}

export interface SummarySymbol extends SummaryRow {
  /** Index in the profile's symbol table. */
  readonly index: number;
  readonly module: string;
  readonly group: string;
  /** Size in bytes, null where unknown. */
  readonly size: { readonly min: number; readonly max: number } | null;
  /** Ticks per byte, null where the size is unknown. */
  readonly load: number | null;
  readonly line: number | null;
}

/** One profile, described. Symbols with ticks only, the most ticks first; rows of one name stay apart. */
export interface ProfileSummary {
  readonly side: SideSummary;
  /** Fraction of the total that the rows show. */
  readonly shown: number;
  readonly symbols: {
    readonly length: number;
    /** Makes row `rank`, 0 the one with the most ticks. */
    at(rank: number): SummarySymbol;
  };
  readonly groups: readonly SummaryRow[];
  readonly modules: readonly SummaryRow[];
  readonly notes: readonly Diagnostic[];
}
