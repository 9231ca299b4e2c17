import { lineDamage } from "./damage.ts";
import type { OtherLine } from "./other-line.ts";

const NONE_MAY_STAND = -1;

/** The counters that -s prints below a function's row: together at most what the row counts. */
export class RowCounters {
  readonly #path: string;
  #rest = NONE_MAY_STAND;

  constructor(path: string) {
    this.#path = path;
  }

  /** Lets counters follow that add up to `ticks` at most. */
  allow(ticks: number): void {
    this.#rest = ticks;
  }

  /** Lets none follow. */
  forbid(): void {
    this.#rest = NONE_MAY_STAND;
  }

  /** Takes the counter of a line; false where none may stand. Throws a located parse error where they exceed the row. */
  take(line: OtherLine, count: number): boolean {
    if (this.#rest < 0) return false;
    this.#rest -= count;
    if (this.#rest >= 0) return true;
    throw lineDamage(
      "counters-above-row",
      "the counters of this function add up to more than its row",
      line,
      this.#path,
    );
  }
}
