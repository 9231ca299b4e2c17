/**
 * What is to be shown, without saying how: facts, tables and notes whose cells still hold numbers. A renderer
 * turns it into text; `json` is what a program reads.
 */
export interface Report {
  /** Published schema of `json`, such as `zcprof.diff/1`. */
  readonly schema: string;
  /** The stable JSON form, in full precision, without undefined or non-finite numbers. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly blocks: readonly Block[];
}

export type Block = Facts | Table | Notes | Prose;

/** A short list of named facts, shown before tables. */
export interface Facts {
  readonly kind: "facts";
  readonly rows: readonly { readonly label: string; readonly cells: readonly Cell[] }[];
}

export interface Table {
  readonly kind: "table";
  /** Stable id: the CSV renderer writes the report's main table. */
  readonly id: string;
  readonly main: boolean;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows that were left out (--top, --filter) and what they hold, as one sentence; null when none. */
  readonly omitted: string | null;
}

export interface Column {
  /** Stable key, the CSV header and the --columns name. */
  readonly id: string;
  readonly title: string;
  readonly align: "left" | "right" | "decimal";
  /** 0 always stays; higher goes first when the width is short. */
  readonly priority: number;
  /** True for the text column that gives way (is shortened) when the width is short. */
  readonly flexible?: boolean;
}

/** Numbered footnotes: warnings and explanations, each once. */
export interface Notes {
  readonly kind: "notes";
  readonly notes: readonly { readonly code: string; readonly message: string; readonly hint?: string }[];
}

/** Lines of running text, such as a formula with its numbers. */
export interface Prose {
  readonly kind: "prose";
  readonly lines: readonly string[];
}

export type Mark = "up" | "down" | "undecided" | "equal" | "gone" | "new" | "trivial";

/** A value with its kind; a renderer knows how to print each kind, CSV and JSON keep full precision. */
export type Cell =
  | { readonly kind: "text"; readonly text: string; readonly emphasis?: "strong" | "up" | "down" | "faint" }
  | { readonly kind: "marks"; readonly marks: readonly Mark[] }
  | { readonly kind: "count"; readonly min: number; readonly max: number; readonly signed?: boolean }
  | { readonly kind: "ratio"; readonly low: number; readonly high: number }
  | { readonly kind: "interval"; readonly low: number; readonly high: number; readonly level: number }
  | { readonly kind: "share"; readonly fraction: number }
  | { readonly kind: "bar"; readonly fraction: number }
  | { readonly kind: "probability"; readonly value: number }
  | { readonly kind: "number"; readonly value: number; readonly digits?: number; readonly unit?: string }
  | { readonly kind: "empty" };
