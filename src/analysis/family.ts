import { adjustPValues, type Correction } from "../stats/correction.ts";
import { detectableEffect } from "../stats/detectable.ts";
import { breakEvenDispersion } from "../stats/dispersion-tolerance.ts";
import { type CountColumn, countAt } from "./count-column.ts";
import type { Basis, Comparison, Count } from "./diff-result.ts";
import type { RowEnd, RowTester } from "./row-tester.ts";
import { type Evidence, judgeBounded, type VerdictRule } from "./verdict.ts";

/** The rows that are corrected together, and how. */
export interface FamilyInput {
  readonly base: CountColumn;
  readonly next: CountColumn;
  /** Counts of next are divided by nextExposure / baseExposure to stand beside those of base. */
  readonly baseExposure: number;
  readonly nextExposure: number;
  readonly tester: RowTester;
  readonly correction: Correction;
  /** Comparisons that are looked at together; every q is multiplied by it (Bonferroni over comparisons). */
  readonly comparisons: number;
  readonly rule: VerdictRule;
  readonly basis: Basis;
}

/**
 * Tests many rows at once. p and q of all rows are computed at once, as q needs them; intervals and verdicts of a row
 * only when it is asked for.
 *
 * A bounded row enters the family with the largest p over its bounds, which is a valid p-value whatever is hidden.
 * Leaving such rows out of m instead was rejected: it would choose the family by its p-values.
 */
export class Family {
  readonly length: number;
  readonly familySize: number;
  readonly base: Float64Array;
  readonly next: Float64Array;
  readonly delta: Float64Array;
  /** The largest p over the bounds; NaN where untested. */
  readonly p: Float64Array;
  /** q at that p; NaN where untested. */
  readonly q: Float64Array;
  readonly #input: FamilyInput;
  /** q at the smallest p over the bounds: at most this could have been found. */
  readonly #bestQ: Float64Array;
  readonly #pointQ: Float64Array;

  constructor(input: FamilyInput) {
    this.#input = input;
    const { base, next } = input;
    this.length = base.point.length;
    this.base = base.point;
    this.next = next.point;
    const scale = input.baseExposure / input.nextExposure;
    this.delta = new Float64Array(this.length);
    const worst = new Float64Array(this.length).fill(Number.NaN);
    const point = new Float64Array(this.length).fill(Number.NaN);
    const best = new Float64Array(this.length).fill(Number.NaN);
    let bounded = 0;
    for (let row = 0; row < this.length; row++) {
      this.delta[row] = next.point[row] * scale - base.point[row];
      if (base.point[row] + next.point[row] < input.tester.minTicks) continue;
      const p = input.tester.pAt(row, "point");
      if (Number.isNaN(p)) continue;
      point[row] = worst[row] = best[row] = p;
      if (!this.#isBounded(row)) continue;
      bounded++;
      const down = input.tester.pAt(row, "down");
      const up = input.tester.pAt(row, "up");
      worst[row] = this.#holdsNoChange(row) ? 1 : Math.max(p, down, up);
      best[row] = Math.min(p, down, up);
    }
    this.p = worst;
    this.q = adjust(worst, input);
    this.#pointQ = bounded === 0 ? this.q : adjust(point, input);
    this.#bestQ = bounded === 0 ? this.q : adjust(best, input);
    let tested = 0;
    for (const q of this.q) if (!Number.isNaN(q)) tested++;
    this.familySize = tested;
  }

  /** Computes everything about a row. */
  at(row: number): Comparison & { readonly q: number } {
    const { tester, rule, base, next, baseExposure, nextExposure, basis } = this.#input;
    const bounded = this.#isBounded(row);
    const tested = !Number.isNaN(this.q[row]);
    const estimate = tester.estimateAt(row, "point", rule.level);
    const dispersion = tester.dispersionAt(row);
    const ends: RowEnd[] = bounded ? ["point", "down", "up"] : ["point"];
    const largestP = bounded && tested ? Math.max(...ends.map((end) => tester.pAt(row, end))) : 0;
    const evidence = tested ? ends.map((end) => this.#evidenceAt(row, end, largestP)) : [];
    const worst = bounded && tested ? evidence.map(({ z }) => z).reduce(towardsZero) : estimate.z;
    const baseCount = countAt(base, row);
    const nextCount = countAt(next, row);
    // Equal exposures are what the formula is for; the effective base has the right variance at ratio 1.
    const effective = (2 * baseCount.point) / (1 + baseExposure / nextExposure);
    const untested = tested ? null : this.#untested(row);
    // Of too few ticks the interval still says how little is known; without known noise or bounds there is none.
    const hidesInterval = !tested && (bounded || untested?.undecided === "no-p-value");
    return {
      base: baseCount,
      next: nextCount,
      delta: difference(nextCount, baseCount, baseExposure / nextExposure),
      ratio: nextCount.point / nextExposure / (baseCount.point / baseExposure),
      ratioBounds: {
        low: ratioOf(nextCount.min / nextExposure, baseCount.max / baseExposure, 0),
        high: ratioOf(nextCount.max / nextExposure, baseCount.min / baseExposure, Infinity),
      },
      interval: Number.isNaN(estimate.ratio) || hidesInterval ? null : this.#intervalOver(evidence, estimate),
      p: this.p[row],
      q: this.q[row],
      breakEvenDispersion: tested && basis === "sampling" ? breakEvenDispersion(worst, rule.level) : null,
      dispersion,
      ...(untested ?? judgeBounded(evidence, rule)),
      minimumDetectable:
        effective > 0 && !Number.isNaN(dispersion)
          ? detectableEffect(effective, dispersion, rule.level)
          : { up: null, down: null },
    };
  }

  /**
   * Returns the sign of the row's verdict: 1 increase, -1 decrease, 0 everything else. Of one exact pair the interval holds
   * the ratio, so a ratio outside the margin needs no interval; the others are judged whole.
   */
  directionAt(row: number): -1 | 0 | 1 {
    const { base, next, baseExposure, nextExposure, basis, rule } = this.#input;
    if (!(this.q[row] <= 1 - rule.level)) return 0;
    const ratio = next.point[row] / nextExposure / (base.point[row] / baseExposure);
    if (basis !== "replicates" && !this.#isBounded(row)) {
      if (ratio > rule.margin) return 1;
      if (ratio < 1 / rule.margin) return -1;
    }
    const { verdict } = this.at(row);
    return verdict === "increase" ? 1 : verdict === "decrease" ? -1 : 0;
  }

  #untested(row: number): Pick<Comparison, "verdict" | "undecided"> {
    const { base, next, tester } = this.#input;
    if (base.point[row] + next.point[row] >= tester.minTicks)
      return { verdict: "inconclusive", undecided: "no-p-value" };
    const possible = base.max[row] + next.max[row] >= tester.minTicks;
    return { verdict: "inconclusive", undecided: possible ? "bounds" : "too-few-ticks" };
  }

  /** The end with the largest p has the row's q: between it and the other end p may be larger still, up to 1. */
  #evidenceAt(row: number, end: RowEnd, largestP: number): Evidence & { readonly z: number } {
    const { tester, rule } = this.#input;
    const { ratio, interval, z } = tester.estimateAt(row, end, rule.level);
    // pAt and not the estimate's p: the two may differ in their last bits, and the largest is looked for by equality.
    const p = tester.pAt(row, end);
    const narrow = tester.estimateAt(row, end, 2 * rule.level - 1).interval;
    const q = p >= largestP ? this.q[row] : end === "point" ? this.#pointQ[row] : this.#bestQ[row];
    return { ratio, interval, narrow, z, q };
  }

  #intervalOver(
    evidence: readonly Evidence[],
    point: { interval: Comparison["interval"] },
  ): Comparison["interval"] {
    if (evidence.length < 2) return point.interval;
    return {
      low: Math.min(...evidence.map(({ interval }) => interval.low)),
      high: Math.max(...evidence.map(({ interval }) => interval.high)),
      level: this.#input.rule.level,
    };
  }

  #isBounded(row: number): boolean {
    const { base, next } = this.#input;
    return base.min[row] !== base.max[row] || next.min[row] !== next.max[row];
  }

  #holdsNoChange(row: number): boolean {
    const { base, next, baseExposure, nextExposure } = this.#input;
    return (
      next.min[row] / nextExposure <= base.max[row] / baseExposure &&
      next.max[row] / nextExposure >= base.min[row] / baseExposure
    );
  }
}

function adjust(p: Float64Array, { correction, comparisons }: FamilyInput): Float64Array {
  const q = adjustPValues(p, correction);
  return comparisons === 1 ? q : q.map((value) => Math.min(1, value * comparisons));
}

function ratioOf(next: number, base: number, ofNothing: number): number {
  if ((next === 0 && base === 0) || (next === Infinity && base === Infinity)) return ofNothing;
  return next / base;
}

function towardsZero(a: number, b: number): number {
  if (Math.sign(a) !== Math.sign(b)) return 0;
  return Math.abs(a) < Math.abs(b) ? a : b;
}

function difference(next: Count, base: Count, scale: number): Count {
  return {
    point: next.point * scale - base.point,
    min: next.min * scale - base.max,
    max: next.max * scale - base.min,
  };
}
