import { KERNEL_FUNCTIONS } from "./functions.ts";
import { STRUCTURES } from "./structures.ts";

/** What is counted for each function and data structure. */
export const COLUMNS = [
  "l1Misses",
  "l2Misses",
  "writeBacks",
  "upgrades",
  "tlbMisses",
  "stallCycles",
  "l1Compulsory",
  "l1Capacity",
  "l1Coherence",
  "l1Conflict",
  "l2Compulsory",
  "l2Capacity",
  "l2Coherence",
  "l2Conflict",
] as const;

export type Column = (typeof COLUMNS)[number];

/** The number of a column within a row, in the order of COLUMNS. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- COLUMNS lists every Column
export const COLUMN = Object.fromEntries(COLUMNS.map((column, index) => [column, index])) as Readonly<
  Record<Column, number>
>;
/** Cells from one row to the next: the columns that every run books lie in one line of the host's cache. */
export const ROW_CELLS = 16;
const CELLS = KERNEL_FUNCTIONS.length * STRUCTURES.length * ROW_CELLS;

/** Returns the row of a function and a structure. */
export function rowOf(fn: number, structure: number): number {
  return fn * STRUCTURES.length + structure;
}

/**
 * The account book of one simulation: a row of cells for each function and structure, and calls and instructions of each
 * function. It lies in one array, so that wasm/cache/accounts.ts can keep it as well.
 */
export class Ledger {
  /** Numbers that a book has. */
  static readonly size = CELLS + 2 * KERNEL_FUNCTIONS.length;
  readonly cells: Float64Array;
  readonly calls: Float64Array;
  readonly instructionCycles: Float64Array;
  private readonly book: Float64Array;

  /** Opens an empty book, or the one that is kept in `book`. */
  constructor(book = new Float64Array(Ledger.size)) {
    this.book = book;
    this.cells = book.subarray(0, CELLS);
    this.calls = book.subarray(CELLS, CELLS + KERNEL_FUNCTIONS.length);
    this.instructionCycles = book.subarray(CELLS + KERNEL_FUNCTIONS.length, Ledger.size);
  }

  /** Sets everything back to zero, at the end of the warm-up. */
  clear(): void {
    this.book.fill(0);
  }

  /** Returns the book as it is now. */
  copy(): Ledger {
    return new Ledger(this.book.slice());
  }

  /** Returns what a column has in a row. */
  at(column: Column, row: number): number {
    return this.cells[row * ROW_CELLS + COLUMN[column]];
  }

  /** Returns a column's sum over all structures for one function. */
  sumOf(column: Column, fn: number): number {
    let sum = 0;
    for (let row = rowOf(fn, 0); row < rowOf(fn + 1, 0); row++) sum += this.at(column, row);
    return sum;
  }

  /** Returns all cycles spent in the kernel, the driver included and the user's loops left out. */
  total(): number {
    let sum = 0;
    for (let fn = 0; fn < KERNEL_FUNCTIONS.length; fn++) {
      if (KERNEL_FUNCTIONS[fn].group !== "user") sum += this.cyclesOf(fn);
    }
    return sum;
  }

  /** Returns all cycles of one function: instructions and stalls. */
  cyclesOf(fn: number): number {
    return this.instructionCycles[fn] + this.sumOf("stallCycles", fn);
  }
}
