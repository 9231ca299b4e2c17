import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { Alignment } from "./align.ts";
import type { CountColumn } from "./count-column.ts";
import { IDLE_GROUP } from "./group-rules.ts";
import type { Normalization } from "./normalization.ts";
import type { PairScale } from "./pair-tester.ts";
import type { RowGroups } from "./row-groups.ts";

/** One side as a scale sees it. */
export interface ScaledSide {
  readonly profiles: readonly Profile[];
  readonly rows: CountColumn;
  readonly total: number;
}

export interface ResolvedScale {
  readonly scale: PairScale;
  readonly notes: readonly Diagnostic[];
}

/**
 * Turns a normalisation into exposures. Throws an incomparable error where a side lacks what it divides by: seconds,
 * bytes, ticks of the anchor, or rows that both sides count.
 */
export function resolveScale(
  normalization: Normalization,
  alignment: Alignment,
  groups: RowGroups,
  base: ScaledSide,
  next: ScaledSide,
): ResolvedScale {
  const { kind } = normalization;
  if (kind === "total") return scaleByBusyTotal(groups, base, next);
  if (kind === "median-of-ratios") return scaleByMedian(base.rows.point, next.rows.point);
  if (kind === "anchor") {
    const isAnchor = (row: number): boolean => normalization.pattern.test(alignment.nameAt(row));
    const [x, y] = [sumRows(base.rows, isAnchor), sumRows(next.rows, isAnchor)];
    return { scale: tickScale(`anchor ${normalization.pattern.source}`, x, y, isAnchor), notes: [] };
  }
  if (kind === "time") {
    return { scale: exposed(sumExposure(base, "seconds"), sumExposure(next, "seconds")), notes: [] };
  }
  if (kind === "work") {
    const { amounts } = normalization;
    if (amounts !== null) return { scale: exposed(amounts.base, amounts.next), notes: [] };
    return { scale: exposed(sumExposure(base, "bytes"), sumExposure(next, "bytes")), notes: [] };
  }
  return { scale: exposed(1, 1), notes: [] };
}

/** Divides by all ticks that are not idle: idle time would dilute every share by what the machine did not do. */
function scaleByBusyTotal(groups: RowGroups, base: ScaledSide, next: ScaledSide): ResolvedScale {
  const idle = groups.rules.groups.indexOf(IDLE_GROUP);
  const isIdle = (row: number): boolean => idle >= 0 && groups.at(row) === idle;
  const [x, y] = [base, next].map(({ rows }) => sumRows(rows, isIdle));
  const scale = tickScale("busy total", base.total - x, next.total - y, (row) => !isIdle(row));
  if (x === 0 && y === 0) return { scale, notes: [] };
  const message = `idle ticks (${x} of base, ${y} of next) are left out of the totals that ticks are divided by`;
  return { scale, notes: [{ code: "normalize/idle-left-out", message }] };
}

function scaleByMedian(base: Float64Array, next: Float64Array): ResolvedScale {
  const factor = medianRatio(base, next);
  const message =
    `ticks of next are divided by ${factor.toPrecision(4)}, the median ratio of the symbols that both sides count; ` +
    "the noise of the median itself is not counted";
  return { scale: exposed(1, factor), notes: [{ code: "normalize/median", message }] };
}

function sumRows({ point }: CountColumn, includes: (row: number) => boolean): number {
  let sum = 0;
  for (let row = 0; row < point.length; row++) if (point[row] > 0 && includes(row)) sum += point[row];
  return sum;
}

function exposed(baseExposure: number, nextExposure: number): PairScale {
  return { baseExposure, nextExposure, countsTicks: false, contains: () => false };
}

function tickScale(what: string, base: number, next: number, contains: (row: number) => boolean): PairScale {
  if (!(base > 0 && next > 0)) {
    throw incomparable(
      "normalize/nothing-to-divide-by",
      `${what} has ${base} ticks in base and ${next} in next`,
      "choose another --normalize",
    );
  }
  return { baseExposure: base, nextExposure: next, countsTicks: true, contains };
}

/** Sums what the profiles of a side state; every one of them must. */
function sumExposure({ profiles }: ScaledSide, unit: "seconds" | "bytes"): number {
  let sum = 0;
  for (const { provenance } of profiles) {
    const amount = provenance.exposure[unit];
    if (amount === null || !(amount > 0)) {
      throw incomparable(
        `normalize/no-${unit}`,
        `${provenance.path} does not say how many ${unit} it covers`,
        "give --exposure BASE:NEXT, or choose another --normalize",
      );
    }
    sum += amount;
  }
  return sum;
}

/** The median of next / base over rows that both sides count (Anders, Huber 2010, with one profile a side). */
function medianRatio(base: Float64Array, next: Float64Array): number {
  const ratios = new Float64Array(base.length);
  let length = 0;
  for (let row = 0; row < base.length; row++) {
    if (base[row] > 0 && next[row] > 0) ratios[length++] = next[row] / base[row];
  }
  if (length === 0) {
    throw incomparable(
      "normalize/nothing-in-both",
      "no symbol has ticks on both sides, so there is no median of ratios",
      "choose another --normalize",
    );
  }
  const sorted = ratios.subarray(0, length).sort();
  // The geometric mean of the middle pair, so that swapping the sides inverts the factor.
  return Math.sqrt(sorted[(length - 1) >> 1] * sorted[length >> 1]);
}

function incomparable(code: string, message: string, hint: string): ZcprofError {
  return new ZcprofError("incomparable", { code, message, hint });
}
