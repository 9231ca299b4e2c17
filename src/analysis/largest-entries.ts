/** As many as are found by insertion, which compares nearly every entry with one number only. */
export const FEW_ENTRIES = 128;

/** Keeps the largest of the entries of a column that are offered to it, by size; 1 to FEW_ENTRIES of them. */
export class LargestEntries {
  readonly #values: Float64Array;
  readonly #chosen: Uint32Array;
  #filled = 0;
  /** Size of the last that is chosen. */
  #least = -1;

  constructor(values: Float64Array, wanted: number) {
    this.#values = values;
    this.#chosen = new Uint32Array(wanted);
  }

  /** Offers an entry; the indices must rise. */
  offer(index: number): void {
    const size = Math.abs(this.#values[index]);
    if (size > this.#least || this.#filled < this.#chosen.length) this.#insert(index, size);
  }

  #insert(index: number, size: number): void {
    const [values, chosen] = [this.#values, this.#chosen];
    let place = this.#filled < chosen.length ? this.#filled++ : chosen.length - 1;
    for (; place > 0 && Math.abs(values[chosen[place - 1]]) < size; place--)
      chosen[place] = chosen[place - 1];
    chosen[place] = index;
    this.#least = Math.abs(values[chosen[this.#filled - 1]]);
  }

  /** Returns the indices of the largest, the largest first; equals stand in the order of the column. */
  take(): Uint32Array {
    return this.#chosen.subarray(0, this.#filled);
  }
}

/** Returns the indices of the `wanted` largest entries of a column by size, as LargestEntries does. */
export function selectLargest(values: Float64Array, wanted: number): Uint32Array {
  const largest = new LargestEntries(values, Math.min(wanted, values.length));
  if (wanted === 0) return largest.take();
  for (let i = 0; i < values.length; i++) largest.offer(i);
  return largest.take();
}
