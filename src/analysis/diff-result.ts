import type { Diagnostic } from "../model/diagnostic.ts";
import type { Coverage } from "../model/profile.ts";
import type { Provenance } from "../model/provenance.ts";
import type { Interval } from "../stats/interval.ts";

/** A count that may be known only within bounds; min === max when exact, point is what is shown and tested first. */
export interface Count {
  readonly point: number;
  readonly min: number;
  readonly max: number;
}

/** inconclusive is a result: the data do not decide. Order of rules: statistics.md section 4. */
export type Verdict = "increase" | "decrease" | "trivial" | "equivalent" | "inconclusive";

/** Why a row is inconclusive: counts known only within bounds that matter, too few ticks to be tested, or noise. */
export type Undecided = "bounds" | "too-few-ticks" | "noise" | "no-p-value";

/** A possible value of a bounded row: the points, the mildest (base high, next low) or the steepest rise (base low, next high). */
export type RowEnd = "point" | "down" | "up";

/** What the test's variance rests on; none where the numbers are no counts, and nothing is tested. */
export type Basis = "sampling" | "noise-file" | "replicates" | "none";

/** A comparison of two counts under the normalisation in force. */
export interface Comparison {
  readonly base: Count;
  readonly next: Count;
  readonly delta: Count;
  /** next / base per exposure at the points, NaN for 0/0. */
  readonly ratio: number;
  /** Range of the ratio over the bounds of the counts; both equal to ratio where the counts are exact. */
  readonly ratioBounds: { readonly low: number; readonly high: number };
  /** null where a bounded count leaves no honest interval. */
  readonly interval: Interval | null;
  /** Two-sided; the largest over the bounds of the counts. NaN where untested. */
  readonly p: number;
  /** The end of the bounds whose p that is; null where untested, and where p is 1 as the bounds hold equal rates. */
  readonly pEnd: RowEnd | null;
  /** Score of the test where the evidence is weakest over the bounds, 0 where they leave the direction open. */
  readonly z: number;
  /** Run-to-run variance, in multiples of sampling noise, up to which the row stays rejected; null where untested or the noise was measured. */
  readonly breakEvenDispersion: number | null;
  /** Dispersion in use: 1 for sampling noise alone, NaN where a noise file does not know the row. */
  readonly dispersion: number;
  readonly verdict: Verdict;
  readonly undecided: Undecided | null;
  /** Smallest ratios that would have been found with 80 % power; null where no such ratio exists. */
  readonly minimumDetectable: { readonly up: number | null; readonly down: number | null };
}

/** A row of a family: its place among many tests and its part of the total change. */
export interface FamilyRow extends Comparison {
  /** p after the correction; NaN where untested. */
  readonly q: number;
  /** Shown next minus shown base over the change of the total; NaN where the total did not change. */
  readonly partOfDelta: number;
  /** Range of that part over the bounds of the counts and of the totals; infinite where the total may not have changed. */
  readonly partBounds: { readonly min: number; readonly max: number };
  /** Share of each side's total at the points. */
  readonly share: { readonly base: number; readonly next: number };
}

export interface SymbolRow extends FamilyRow {
  readonly symbol: string;
  readonly module: string;
  readonly group: string;
  /** How many names were added into this row by --map-symbol, on the side that has more; 1 without. */
  readonly members: number;
  /** gone, new: the other side does not list it; one that lists it with 0 ticks (a map, readprofile -a) is `both`. */
  readonly presence: "both" | "gone" | "new";
  /** Input lines that state the counts; null where absent or the input has no lines. */
  readonly baseLine: number | null;
  readonly nextLine: number | null;
}

export interface GroupRow extends FamilyRow {
  readonly group: string;
  /** Symbols of either side that fell into the group. */
  readonly symbols: number;
}

/**
 * Rows that are computed when asked for: p and q of all rows are known (the correction needs them), intervals and
 * verdicts only of those that somebody looks at. Row order is alignment order.
 */
export interface RowTable<Row> {
  readonly length: number;
  /** Size m of the family that was corrected: rows that were tested. */
  readonly familySize: number;
  /** What rows are sorted and filtered by without making them: counts and delta at the points, p, q, name of symbol or group. */
  readonly base: Float64Array;
  readonly next: Float64Array;
  readonly delta: Float64Array;
  readonly p: Float64Array;
  readonly q: Float64Array;
  nameAt(index: number): string;
  at(index: number): Row;
}

/** What a cut listing may hide of a row in one run: `names` names that it does not list, each of at most `each` ticks. */
export interface HiddenNames {
  /** Number of the run on its side, from 1. */
  readonly run: number;
  readonly names: number;
  /** U; Infinity where nothing bounds it. All of them together have no more than total - listed. */
  readonly each: number;
  readonly total: number;
  readonly listed: number;
}

/** The table of symbols, with what is asked of very many rows without making them. */
export interface SymbolTable extends RowTable<SymbolRow> {
  /** Whether the row's q is at most 1 - level. */
  isFoundAt(index: number): boolean;
  /** The sign of the row's verdict: 1 increase, -1 decrease, 0 everything else. */
  directionAt(index: number): -1 | 0 | 1;
  groupAt(index: number): string;
  moduleAt(index: number): string;
  presenceAt(index: number): SymbolRow["presence"];
  /** Whether --map-symbol made the row, so that a side may list one of its names and hide another. */
  isMappedAt(index: number): boolean;
  /** What makes a count known only within bounds, of each run that may hide some of the row. */
  hiddenAt(index: number): { readonly base: readonly HiddenNames[]; readonly next: readonly HiddenNames[] };
  /** Whether any input has the name, with 0 ticks or more. */
  isKnown(name: string): boolean;
}

/** One side of a comparison; counts are sums over its runs. */
export interface SideSummary {
  /** Title of the first run. */
  readonly title: string;
  /** One entry a run. */
  readonly provenance: readonly Provenance[];
  readonly event: string;
  readonly unit: string;
  readonly total: number;
  /** Apart where the total is not stated, or where a cut listing may hide what was taken out. */
  readonly totalBounds: { readonly min: number; readonly max: number };
  readonly listed: number;
  readonly coverage: Coverage;
  /** U, the most that an unlisted symbol can have; 0 for a complete list; null where nothing bounds it. */
  readonly cutoff: number | null;
  readonly rows: number;
}

/** A gone and a new symbol that may be one function; proposed, never applied. */
export interface RenameCandidate {
  readonly gone: string;
  readonly new: string;
  readonly reasons: readonly string[];
}

export interface DiffResult {
  /** Profiles on each side; counts are sums over them. */
  readonly runs: { readonly base: number; readonly next: number };
  readonly base: SideSummary;
  readonly next: SideSummary;
  /** Text of the normalisation in force: none, total, time, work=3:4, anchor=/re/, median-of-ratios. */
  readonly normalize: string;
  readonly basis: Basis;
  /** Names of test and interval, for people: "mid-p binomial". */
  readonly method: string;
  readonly level: number;
  readonly margin: number;
  readonly correction: string;
  readonly exposure: { readonly base: number; readonly next: number };
  readonly total: Comparison;
  readonly groups: RowTable<GroupRow>;
  readonly symbols: SymbolTable;
  /** Change of the remainder: with the parts of all symbols it sums to the change of the total. */
  readonly unlisted: { readonly base: number; readonly next: number; readonly delta: number };
  readonly renameCandidates: readonly RenameCandidate[];
  /** Comparability warnings, rows added up, mappings that took nothing, ...; in order of weight. */
  readonly notes: readonly Diagnostic[];
}
