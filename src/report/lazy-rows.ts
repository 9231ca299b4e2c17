import type { Cell, Rows } from "./report.ts";

/** Rows that are made each time they are asked for, and not kept: a table of 200,000 rows holds one at a time. */
export class LazyRows implements Rows {
  readonly length: number;
  readonly #make: (index: number) => readonly Cell[];
  readonly nameAt?: (index: number) => string;

  constructor(length: number, make: (index: number) => readonly Cell[], nameAt?: (index: number) => string) {
    this.length = length;
    this.#make = make;
    if (nameAt !== undefined) this.nameAt = nameAt;
  }

  at(index: number): readonly Cell[] | undefined {
    return index >= 0 && index < this.length ? this.#make(index) : undefined;
  }

  *[Symbol.iterator](): Iterator<readonly Cell[]> {
    for (let i = 0; i < this.length; i++) yield this.#make(i);
  }
}
