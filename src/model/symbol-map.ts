import type { SymbolTable } from "./symbol-table.ts";

/** The functions of a kernel's text, as System.map or /proc/kallsyms list them. */
export interface SymbolMap {
  readonly path: string;
  /** Address of `_stext`: the first counter of a raw profile begins here. */
  readonly textStart: bigint;
  /**
   * Function i is the text from starts[i] to starts[i + 1], in bytes after `_stext`. Rises strictly; one entry more
   * than there are functions, the last one being the length of the text.
   */
  readonly starts: Float64Array;
  /** The functions in the order of `starts`, and `*unknown*` as one row more. */
  readonly symbols: SymbolTable;
}
