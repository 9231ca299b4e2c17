import type { Alignment } from "./align.ts";
import { findGroup, findGroupAt, type GroupRules } from "./group-rules.ts";

/** The group of each row, found when first asked for: a table of 30 rows does not classify 200,000 names. */
export class RowGroups {
  readonly rules: GroupRules;
  readonly #alignment: Alignment;
  #column: Uint16Array | null = null;

  constructor(alignment: Alignment, rules: GroupRules) {
    this.#alignment = alignment;
    this.rules = rules;
  }

  /** Group index of every row. */
  get column(): Uint16Array {
    if (this.#column === null) {
      const column = new Uint16Array(this.#alignment.length);
      // A row that no mapping named has the name of its first symbol in the first profile, where that has one.
      const [{ symbols }] = this.#alignment.profiles;
      const [{ symbol }] = this.#alignment.aligned;
      const isNamed = column.length > 0 && this.#alignment.tableAt(0) === null;
      for (let row = 0; row < column.length; row++) {
        column[row] =
          isNamed || symbol[row] < 0 ? this.#find(row) : findGroupAt(this.rules, symbols, symbol[row]);
      }
      this.#column = column;
    }
    return this.#column;
  }

  /** Group index of one row. */
  at(row: number): number {
    return this.#column === null ? this.#find(row) : this.#column[row];
  }

  nameAt(row: number): string {
    return this.rules.groups[this.at(row)];
  }

  #find(row: number): number {
    const table = this.#alignment.tableAt(row);
    if (table !== null) return findGroupAt(this.rules, table, this.#alignment.symbolAt(row));
    return findGroup(this.rules, this.#alignment.nameAt(row), this.#alignment.moduleAt(row));
  }
}
