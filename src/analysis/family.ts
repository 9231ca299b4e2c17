import { AdjustedFamily, type Correction } from "../stats/correction.ts";
import { detectableEffect } from "../stats/detectable.ts";
import { breakEvenDispersion } from "../stats/dispersion-tolerance.ts";
import { type CountColumn, countAt, isExact } from "./count-column.ts";
import type { Basis, Comparison, Count, RowEnd } from "./diff-result.ts";
import type { RowTester } from "./row-tester.ts";
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
  readonly #input: FamilyInput;
  readonly #isExact: boolean;
  readonly #adjusted: AdjustedFamily;
  readonly #pointPs: Float64Array;
  readonly #pointAdjusted: AdjustedFamily;
  /** The smallest p over the bounds: at most its q could have been found. */
  readonly #bestPs: Float64Array;
  readonly #bestAdjusted: AdjustedFamily;
  /** The largest p that is found at the level; -1 where none is. */
  readonly #largestFound: number;
  #q: Float64Array | null = null;

  constructor(input: FamilyInput) {
    this.#input = input;
    const { base, next, tester, correction, rule } = input;
    this.length = base.point.length;
    this.base = base.point;
    this.next = next.point;
    this.delta = subtractColumns(next.point, input.baseExposure / input.nextExposure, base.point);
    this.#pointPs = tester.testPoints() ?? this.#testPoints();
    this.#isExact = isExact(base) && isExact(next);
    [this.p, this.#bestPs] = this.#isExact ? [this.#pointPs, this.#pointPs] : this.#testEnds();
    this.#adjusted = new AdjustedFamily(this.p, correction);
    const isBounded = this.#bestPs !== this.#pointPs;
    this.#pointAdjusted = isBounded ? new AdjustedFamily(this.#pointPs, correction) : this.#adjusted;
    this.#bestAdjusted = isBounded ? new AdjustedFamily(this.#bestPs, correction) : this.#adjusted;
    this.familySize = this.#adjusted.size;
    this.#largestFound = this.#adjusted.largestFound((q) => this.#compared(q) <= 1 - rule.level);
  }

  /** q at p; NaN where untested. */
  get q(): Float64Array {
    return (this.#q ??= this.p.map((p) => this.#compared(this.#adjusted.at(p))));
  }

  /** q of one row. */
  qAt(row: number): number {
    return this.#compared(this.#adjusted.at(this.p[row]));
  }

  /** Whether the row's q is at most 1 - level. */
  isFound(row: number): boolean {
    return this.p[row] <= this.#largestFound;
  }

  /** Every q is multiplied by the comparisons that are looked at together. */
  #compared(q: number): number {
    const { comparisons } = this.#input;
    return comparisons === 1 ? q : Math.min(1, q * comparisons);
  }

  #testPoints(): Float64Array {
    const { base, next, tester } = this.#input;
    const pValues = new Float64Array(this.length).fill(Number.NaN);
    for (let row = 0; row < this.length; row++) {
      if (base.point[row] + next.point[row] >= tester.minTicks) pValues[row] = tester.pAt(row, "point");
    }
    return pValues;
  }

  /** Returns the largest and the smallest p over the bounds of each row; the points' own where no row is bounded. */
  #testEnds(): [worst: Float64Array, best: Float64Array] {
    const { tester } = this.#input;
    const point = this.#pointPs;
    let worst = point;
    let best = point;
    for (let row = 0; row < this.length; row++) {
      if (Number.isNaN(point[row]) || !this.#isBounded(row)) continue;
      if (worst === point) [worst, best] = [point.slice(), point.slice()];
      const down = tester.pAt(row, "down");
      const up = tester.pAt(row, "up");
      worst[row] = this.#holdsNoChange(row) ? 1 : Math.max(point[row], down, up);
      best[row] = Math.min(point[row], down, up);
    }
    return [worst, best];
  }

  /** Computes everything about a row. */
  at(row: number): Comparison & { readonly q: number } {
    const { tester, rule, base, next, baseExposure, nextExposure, basis } = this.#input;
    const bounded = this.#isBounded(row);
    const tested = !Number.isNaN(this.p[row]);
    const estimate = tester.estimateAt(row, "point", rule.level);
    const dispersion = tester.dispersionAt(row);
    const ends: RowEnd[] = bounded ? ["point", "down", "up"] : ["point"];
    const pAtEnds = ends.map((end) => (bounded && tested ? tester.pAt(row, end) : 0));
    const largestP = Math.max(...pAtEnds);
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
      pEnd: tested && !(bounded && this.#holdsNoChange(row)) ? ends[pAtEnds.indexOf(largestP)] : null,
      z: worst,
      q: this.qAt(row),
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
    if (!this.isFound(row)) return 0;
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
    const q =
      p >= largestP
        ? this.qAt(row)
        : this.#compared(
            end === "point"
              ? this.#pointAdjusted.at(this.#pointPs[row])
              : this.#bestAdjusted.at(this.#bestPs[row]),
          );
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
    if (this.#isExact) return false;
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

/** Returns values times scale less others, entry by entry. Loops over all rows are small functions: V8 compiles each once, whole. */
function subtractColumns(values: Float64Array, scale: number, others: Float64Array): Float64Array {
  const differences = new Float64Array(values.length);
  for (let row = 0; row < differences.length; row++) differences[row] = values[row] * scale - others[row];
  return differences;
}

function ratioOf(next: number, base: number, ofNothing: number): number {
  return next === 0 && base === 0 ? ofNothing : next / base;
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
