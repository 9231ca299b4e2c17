import type { RatioEstimate } from "../stats/ratio.ts";
import type { RowEnd } from "./diff-result.ts";
import { countsAtEnd, type FamilyRows, type RowTester, type TestMethod } from "./row-tester.ts";

/** Ratios and nothing else: percentages of a total that nobody states have no sampling noise that could be known. */
export const UNTESTED: TestMethod = {
  basis: "none",
  name: "none: shares are not counts",
  makeTester: (rows) => new Untested(rows),
};

class Untested implements RowTester {
  readonly minTicks = 0;
  readonly #rows: FamilyRows;

  constructor(rows: FamilyRows) {
    this.#rows = rows;
  }

  dispersionAt(): number {
    return Number.NaN;
  }

  testPoints(): null {
    return null;
  }

  pAt(): number {
    return Number.NaN;
  }

  estimateAt(row: number, end: RowEnd, level: number): RatioEstimate {
    const { base, next, scale } = this.#rows;
    const [x, y] = countsAtEnd(base[0], next[0], row, end);
    const ratio = y / scale.next[0] / (x / scale.base[0]);
    return { ratio, interval: { low: 0, high: Infinity, level }, p: Number.NaN, z: Number.NaN };
  }
}
