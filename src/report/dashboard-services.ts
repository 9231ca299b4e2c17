import type { Report } from "./report.ts";
import type { SymbolTableId } from "./symbol-tables.ts";

/** Something that can be shown or compared: a profile, or replicates that stand for one. */
export interface SourceChoice {
  /** A title or path from an input: hostile until it was escaped. */
  readonly title: string;
  readonly isSimulated: boolean;
  /** True for a run that also stands in the replicates of a source before it. */
  readonly isReplicate: boolean;
}

/** Returns how many sources were given or simulated: the runs within replicates stand there once more. */
export function countGiven(sources: readonly SourceChoice[]): number {
  return sources.filter(({ isReplicate }) => !isReplicate).length;
}

/** Which rows of a report are wanted, and in which order. */
export interface RowWish {
  readonly sort: string;
  /** An expression over symbol names; "" for all. */
  readonly filter: string;
}

/** A row of a comparison's report. */
export interface RowPlace {
  readonly table: SymbolTableId;
  /** Its place in that table. */
  readonly row: number;
}

/** Two sources by their places in `sources`. */
export interface SourcePair {
  readonly base: number;
  readonly next: number;
}

/** One thing to choose before a simulation. */
export interface SetupField {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly title: string }[];
  /** Place of the choice to start from. */
  readonly initial: number;
}

/** How far a simulation has come, as a fraction of its work. */
export interface SimulationProgress {
  readonly done: number;
  readonly secondsLeft: number | null;
}

/** Runs simulations on the side, so that the screen stays alive. */
export interface SimulationService {
  readonly fields: readonly SetupField[];
  /** Runs what was chosen, by field id. The profile joins `sources`, at `source`. Rejects when `signal` aborts. */
  run(
    setup: Readonly<Record<string, string>>,
    tell: (progress: SimulationProgress) => void,
    signal: AbortSignal,
  ): Promise<{ readonly report: Report; readonly source: number }>;
}

/** Watches counters that go on counting, or a command that prints one profile after another. */
export interface LiveService {
  /** What is watched: hostile text. */
  readonly title: string;
  readonly intervalSeconds: number;
  /** Reads the counters where intervals need a start, and there is none. Rejects when `signal` aborts. */
  start(signal: AbortSignal): Promise<void>;
  /** Reads the counters and returns how many intervals there were since the last reset. Rejects when `signal` aborts. */
  sample(signal: AbortSignal): Promise<number>;
  /** Forgets the last reading, so that no interval spans a pause. */
  interrupt(): void;
  /** Forgets all intervals. */
  reset(): void;
  /** Reports the last interval beside the one before; rejects before the first one. */
  report(wish: RowWish): Promise<Report>;
  /** Writes the last interval as a profile, whole, into a file that is not there yet; returns what was written where. */
  save(path: string): Promise<string>;
}

/** What a dashboard is given: functions that return Reports. Expected failures reject with a message for people. */
export interface DashboardServices {
  sources(): readonly SourceChoice[];
  readonly sortKeys: Readonly<Record<"profile" | "diff" | "live", readonly string[]>>;
  load(source: number, wish: RowWish): Promise<Report>;
  compare(pair: SourcePair, wish: RowWish): Promise<Report>;
  /** Explains one row of what `compare` returned for the same words. */
  explain(pair: SourcePair, wish: RowWish, row: RowPlace): Promise<Report>;
  /** null where nothing can be simulated. */
  readonly simulation: SimulationService | null;
  /** null where nothing is watched. */
  readonly live: LiveService | null;
  /** Writes a report as lines of at most `columns` cells, in the colours of the terminal. */
  readonly print: (report: Report, columns: number) => string;
}
