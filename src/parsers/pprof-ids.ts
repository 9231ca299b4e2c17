type Numeric = number | bigint;

/** Where each id of a table stands. Ids mostly count up from 1 and then are places in an array; any other works too. */
export class PprofIds {
  // Place + 1 of each id.
  readonly #dense: Int32Array;
  readonly #sparse = new Map<Numeric, number>();

  /** Makes an empty table; `expected` ids are to come. */
  constructor(expected: number) {
    this.#dense = new Int32Array(expected * 2 + 2);
  }

  /** Returns the place of an id, or -1. */
  get(id: Numeric): number {
    if (typeof id === "number" && id < this.#dense.length) return this.#dense[id] - 1;
    return this.#sparse.get(id) ?? -1;
  }

  set(id: Numeric, place: number): void {
    if (typeof id === "number" && id < this.#dense.length) this.#dense[id] = place + 1;
    else this.#sparse.set(id, place);
  }
}
