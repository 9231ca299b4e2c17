import type { SizeColumn } from "../model/symbol-table.ts";

/** Sizes of the functions of a map, from where each begins to where the next one does; the last entry is that of no function. */
export class StartSizes implements SizeColumn {
  readonly length: number;
  readonly #starts: Float64Array;
  readonly #last: number;

  /** `starts` has the end of the text behind the last function. */
  constructor(starts: Float64Array, length: number, last: number) {
    this.length = length;
    this.#starts = starts;
    this.#last = last;
  }

  at(index: number): number | undefined {
    if (!(index >= 0 && index < this.length)) return undefined;
    return index === this.length - 1 ? this.#last : this.#starts[index + 1] - this.#starts[index];
  }

  *[Symbol.iterator](): Iterator<number> {
    for (let i = 0; i < this.length; i++) yield this.at(i) ?? Number.NaN;
  }
}
