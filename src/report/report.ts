/**
 * What is to be shown, without saying how: facts, tables and notes whose cells still hold numbers. A renderer
 * turns it into text; toJson() is what a program reads.
 */
export interface Report {
  /** Published schema of the JSON form, such as `zcprof.diff/1`. */
  readonly schema: string;
  readonly blocks: readonly Block[];
  /** Makes the stable JSON form, in full precision, without undefined or non-finite numbers; made only when asked for. */
  toJson(): Readonly<Record<string, unknown>>;
}

export type Block = (Facts | Table | Notes | Prose) & {
  /** Under this heading a document folds the block away, with its neighbours of the same heading; a screen shows it as it is. */
  readonly folded?: string;
};

/** A short list of named facts, shown before tables; cells of one place stand under each other. */
export interface Facts {
  readonly kind: "facts";
  readonly rows: readonly { readonly label: string; readonly cells: readonly Cell[] }[];
}

export interface Table {
  readonly kind: "table";
  /** Stable id, such as `symbols`. */
  readonly id: string;
  /** True for what the CSV renderer writes: one table, or one after another of the same columns. */
  readonly main: boolean;
  /** True for a list to look things up in: its texts are wrapped in their cells instead of being shortened. */
  readonly catalogue?: boolean;
  readonly columns: readonly Column[];
  readonly rows: Rows;
  /** What the rows leave out (--top, --filter, the cut list) and what that holds, as one sentence; null when nothing. */
  readonly omitted: string | null;
}

/** Rows that may be made when they are asked for; an array will do. One cell a column. */
export interface Rows extends Iterable<readonly Cell[]> {
  readonly length: number;
  at(index: number): readonly Cell[] | undefined;
  /** Says the name of a row without making its cells, for a search; left out where making them costs nothing. */
  nameAt?(index: number): string;
}

export interface Column {
  /** Stable key, the CSV header and the --columns name. */
  readonly id: string;
  readonly title: string;
  /** Kind of its cells that are not empty: it decides alignment, and which fields CSV gives it. */
  readonly kind: Exclude<Cell["kind"], "empty">;
  /**
   * 0 always stays; the highest goes first when the width is short, columns of one priority together. What is below 1
   * stays until names are at their shortest.
   */
  readonly priority: number;
  /** True for the column of names that gives way (is shortened) when the width is short. */
  readonly flexible?: boolean;
  /** True where names that gave way are wrapped instead of shortened: of titles, which differ in their middle. */
  readonly wraps?: boolean;
  /** True for what only a program wants: CSV has it, tables do not. */
  readonly hidden?: boolean;
}

/** Numbered footnotes: warnings and explanations, each once; cells refer to them by number, from 1. */
export interface Notes {
  readonly kind: "notes";
  readonly notes: readonly Note[];
}

export interface Note {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** The message in parts, where it explains what a table may not show: a screen prints those of which it shows something. */
  readonly parts?: readonly NotePart[];
}

export interface NotePart {
  /** Id of a column, `listed-count` for a count that is put briefly as `99+`, or `bounds` for a change put as its bounds alone. */
  readonly about: string;
  readonly text: string;
}

/** Lines of running text, such as a formula with its numbers. */
export interface Prose {
  readonly kind: "prose";
  readonly lines: readonly string[];
}

/** What a symbol's row is besides a row: only on the next side, only on the base side, made by --map-symbol. */
export type Mark = "new" | "gone" | "mapped";

/** How a text weighs; a renderer may colour it, and never says by colour alone. */
export type Tone = "strong" | "up" | "down" | "faint";

/** A value with its kind; a renderer knows how to print each kind, CSV keeps full precision. */
export type Cell =
  /** Words of the program; `brief` is said where the width is short, `note` refers to a footnote. */
  | {
      readonly kind: "text";
      readonly text: string;
      readonly brief?: string;
      readonly tone?: Tone;
      readonly note?: number;
    }
  /** A name from an input: a symbol, a title, a path. Hostile until a renderer escaped it. */
  | { readonly kind: "name"; readonly text: string; readonly detail?: string }
  /** A verdict's word for programs, and what it says to people. */
  | {
      readonly kind: "verdict";
      readonly verdict: string;
      readonly phrase: string;
      readonly brief: string;
      readonly tone: Tone;
    }
  | { readonly kind: "mark"; readonly mark: Mark }
  | {
      readonly kind: "count";
      readonly point: number;
      readonly min: number;
      readonly max: number;
      readonly unit?: string;
    }
  /** `isListed`: both sides list it, so that the point is an observation and not only an end of the bounds. */
  | {
      readonly kind: "change";
      readonly point: number;
      readonly min: number;
      readonly max: number;
      readonly isListed: boolean;
      readonly unit?: string;
    }
  /** `point` is NaN where only bounds are known. */
  | {
      readonly kind: "ratio";
      readonly point: number;
      readonly low: number;
      readonly high: number;
      readonly digits?: number;
    }
  /** Of a ratio, or, as `shareInterval`, of a fraction. */
  | {
      readonly kind: "interval" | "shareInterval";
      readonly low: number;
      readonly high: number;
      readonly level: number;
      readonly digits?: number;
    }
  | { readonly kind: "share"; readonly fraction: number }
  /** A signed fraction of a change; `point` is NaN where only bounds are known. */
  | { readonly kind: "part"; readonly point: number; readonly min: number; readonly max: number }
  /** A number that is known to lie between two. */
  | { readonly kind: "range"; readonly min: number; readonly max: number }
  /** Part of the longest bar of its column. */
  | { readonly kind: "bar"; readonly fraction: number }
  /** Values of one thing over time, none negative, the last one last. */
  | { readonly kind: "trend"; readonly values: readonly number[] }
  | { readonly kind: "probability"; readonly value: number }
  | { readonly kind: "number"; readonly value: number; readonly digits: number }
  | { readonly kind: "empty" };
