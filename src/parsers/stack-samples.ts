import { GrowingFloats, GrowingIndices } from "../model/growing-columns.ts";
import type { StackTable } from "../model/profile.ts";
import { StackInterner } from "../model/stack-interner.ts";
import { SymbolInterner } from "../model/symbol-interner.ts";
import type { SymbolTable } from "../model/symbol-table.ts";

/**
 * Collects samples of a format that has stacks: one sample a distinct stack, one column of values a measure.
 * Memory is a function of the distinct symbols and stacks, never of the length of the input.
 */
export class StackSamples {
  readonly symbols = new SymbolInterner();
  readonly stacks = new StackInterner();
  readonly #values: GrowingFloats[] = [];
  readonly #stack = new GrowingIndices();
  readonly #line = new GrowingIndices();
  // Sample + 1 of each stack.
  #sampleOf: Int32Array = new Int32Array(1024);

  get length(): number {
    return this.#stack.length;
  }

  /** Adds a column of zeros and returns its number. */
  addMeasure(): number {
    const values = new GrowingFloats();
    for (let i = 0; i < this.length; i++) values.push(0);
    return this.#values.push(values) - 1;
  }

  /** Adds `value` to what `sample` has in column `measure`. */
  add(sample: number, measure: number, value: number): void {
    this.#values[measure].add(sample, value);
  }

  /** Returns the columns of a profile. */
  toColumns(): {
    symbols: SymbolTable;
    stacks: StackTable;
    stack: Uint32Array;
    line: Uint32Array;
    counts: Float64Array[];
  } {
    return {
      symbols: this.symbols.toTable(),
      stacks: this.stacks.toTable(),
      stack: this.#stack.toArray(),
      line: this.#line.toArray(),
      counts: this.#values.map((values) => values.toArray()),
    };
  }

  /** Returns the sample of a stack; where it is new, it is stated by input line `line` and has zeros. */
  sampleOf(stack: number, line: number): number {
    if (stack >= this.#sampleOf.length) {
      const grown = new Int32Array(Math.max(stack + 1, this.#sampleOf.length * 2));
      grown.set(this.#sampleOf);
      this.#sampleOf = grown;
    }
    const known = this.#sampleOf[stack];
    if (known > 0) return known - 1;
    const sample = this.#stack.length;
    this.#stack.push(stack);
    this.#line.push(line);
    for (const values of this.#values) values.push(0);
    this.#sampleOf[stack] = sample + 1;
    return sample;
  }
}
