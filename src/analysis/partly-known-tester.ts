import type { RatioEstimate } from "../stats/ratio.ts";
import type { RowEnd } from "./diff-result.ts";
import type { RowTester } from "./row-tester.ts";

/**
 * Tests rows by all of their ticks and by the part whose noise is known, and finds what both find: p is the larger one, 1
 * where they point in opposite directions, and the interval holds both.
 */
export class PartlyKnownTester implements RowTester {
  readonly minTicks: number;
  readonly #whole: RowTester;
  readonly #known: RowTester;

  constructor(whole: RowTester, known: RowTester) {
    this.minTicks = whole.minTicks;
    this.#whole = whole;
    this.#known = known;
  }

  dispersionAt(row: number): number {
    return this.#whole.dispersionAt(row);
  }

  testPoints(): null {
    return null;
  }

  pAt(row: number, end: RowEnd): number {
    return this.estimateAt(row, end, 0.95).p;
  }

  estimateAt(row: number, end: RowEnd, level: number): RatioEstimate {
    const whole = this.#whole.estimateAt(row, end, level);
    const known = this.#known.estimateAt(row, end, level);
    const agree = Math.sign(whole.z) === Math.sign(known.z);
    const low = Math.min(whole.interval.low, known.interval.low);
    const high = Math.max(whole.interval.high, known.interval.high);
    return {
      ratio: whole.ratio,
      interval: { low, high, level },
      p: Number.isNaN(whole.p) ? whole.p : agree ? Math.max(whole.p, known.p) : 1,
      z: agree ? Math.sign(whole.z) * Math.min(Math.abs(whole.z), Math.abs(known.z)) : 0,
    };
  }
}
