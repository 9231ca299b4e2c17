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

/** The account book of one simulation: columns over functions, and over functions times structures. */
export class Ledger {
  readonly calls = new Float64Array(KERNEL_FUNCTIONS.length);
  readonly instructionCycles = new Float64Array(KERNEL_FUNCTIONS.length);
  readonly rows: Readonly<Record<Column, Float64Array>>;

  /** Opens an empty book. */
  constructor() {
    const cells = KERNEL_FUNCTIONS.length * STRUCTURES.length;
    const column = (): Float64Array => new Float64Array(cells);
    this.rows = {
      l1Misses: column(),
      l2Misses: column(),
      writeBacks: column(),
      upgrades: column(),
      tlbMisses: column(),
      stallCycles: column(),
      l1Compulsory: column(),
      l1Capacity: column(),
      l1Coherence: column(),
      l1Conflict: column(),
      l2Compulsory: column(),
      l2Capacity: column(),
      l2Coherence: column(),
      l2Conflict: column(),
    };
  }

  /** Sets everything back to zero, at the end of the warm-up. */
  clear(): void {
    this.calls.fill(0);
    this.instructionCycles.fill(0);
    for (const column of Object.values(this.rows)) column.fill(0);
  }

  /** Returns a column's sum over all structures for one function. */
  sumOf(column: Column, fn: number): number {
    const cells = this.rows[column];
    let sum = 0;
    for (let i = fn * STRUCTURES.length; i < (fn + 1) * STRUCTURES.length; i++) sum += cells[i];
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
