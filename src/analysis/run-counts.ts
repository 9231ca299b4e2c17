import type { Measure, Profile } from "../model/profile.ts";
import { boundUnlisted } from "../model/unlisted-bound.ts";
import type { Alignment } from "./align.ts";
import type { CountColumn } from "./count-column.ts";
import type { Count, HiddenNames } from "./diff-result.ts";

/** The counts of one profile on the rows of an alignment, as bounds: what a cut listing hides is 0 to something. */
export interface RunCounts {
  readonly rows: CountColumn;
  readonly total: Count;
  readonly listed: number;
}

/**
 * Bounds the counts of profile `p` (docs/statistics.md section 5): a listed symbol has its count, or the bounds that its
 * attribution left; an absent one is 0 in a complete list and 0 to U in a cut one, Infinity where nothing bounds it.
 */
export function boundRun(alignment: Alignment, p: number): RunCounts {
  const measure = alignment.profiles[p].measures[0];
  const { counts, low, high } = alignment.aligned[p];
  const { total, listed } = measure;
  const hides = hidesCounts(measure);
  const rows: CountColumn = { point: counts, min: low ?? counts, max: high ?? counts };
  const statesTotal = !(measure.coverage.kind === "unstated" && hides && total <= listed);
  const run = { listed, total: { point: total, min: total, max: statesTotal ? total : Infinity } };
  if (!hides) return { rows, ...run };

  const remainder = statesTotal ? total - listed : Infinity;
  const max = Float64Array.from(rows.max);
  for (let row = 0; row < alignment.length; row++) {
    const names = countAbsent(alignment, p, row);
    if (names > 0) max[row] += Math.min(remainder, names * boundName(alignment, p, row, remainder));
  }
  return { rows: { ...rows, max }, ...run };
}

/** Returns what makes row `row` of a run known only within bounds, null where nothing does. */
export function findHidden(
  alignment: Alignment,
  p: number,
  row: number,
  { total, listed }: RunCounts,
): Omit<HiddenNames, "run"> | null {
  if (!hidesCounts(alignment.profiles[p].measures[0])) return null;
  const names = countAbsent(alignment, p, row);
  if (names === 0) return null;
  const remainder = total.max === Infinity ? Infinity : total.point - listed;
  return { names, each: boundName(alignment, p, row, remainder), total: total.point, listed };
}

/** How many names of a row profile `p` does not list: parts that a mapping adds up exist side by side, a renamed one is there or is not. */
export function countAbsent({ mapped, aligned }: Alignment, p: number, row: number): number {
  const names = mapped.get(row);
  if (names?.adds) return names.names.size - names.listed[p].size;
  return aligned[p].symbol[row] < 0 ? 1 : 0;
}

/** U of each absent name of a row; of parts that are added up nobody knows the sizes. */
function boundName(alignment: Alignment, p: number, row: number, remainder: number): number {
  const size = alignment.mapped.get(row)?.adds ? Infinity : sizeElsewhere(alignment, row);
  return boundAbsent(alignment.profiles[p].measures[0], remainder, size);
}

/** Whether a symbol that the measure does not list may have counts all the same. */
export function hidesCounts(measure: Measure): boolean {
  return boundUnlisted(measure) !== 0;
}

/** U of a symbol of at most `size` bytes. Where the rows fit several orders, the looser bound holds. */
function boundAbsent({ coverage }: Measure, remainder: number, size: number): number {
  if (coverage.kind !== "cut" || coverage.orders.length === 0) return remainder;
  let bound = 0;
  for (const order of coverage.orders) {
    // Loads are printed with four decimals: an absent one may round to the smallest that is shown.
    const load = coverage.smallestLoad === null ? Infinity : coverage.smallestLoad + 0.000_05;
    const cutoff = order === "ticks" ? coverage.smallestCount : Math.floor(load * size);
    bound = Math.max(bound, Math.min(cutoff, remainder));
  }
  return bound;
}

/** The largest size that any profile of the comparison allows the row's symbol. */
function sizeElsewhere({ profiles, aligned }: Alignment, row: number): number {
  let size = 0;
  profiles.forEach((profile: Profile, p) => {
    const symbol = aligned[p].symbol[row];
    if (symbol >= 0) size = Math.max(size, profile.symbols.sizeHigh?.at(symbol) ?? Infinity);
  });
  return size === 0 ? Infinity : size;
}
