import type { Measure } from "./profile.ts";

/**
 * Returns the most that a symbol outside the rows can have in this measure (U of docs/statistics.md): 0 where an absent
 * symbol is known to be zero, null where nothing bounds it.
 *
 * What is left of the total always bounds. A list in order of ticks bounds by its smallest row as well; a list that
 * fits the order by load too does not, as only the size of the absent symbol, known to the other side of a
 * comparison, would turn its smallest load into ticks.
 */
export function boundUnlisted({ coverage, total, listed }: Measure): number | null {
  const remainder = total - listed;
  if (coverage.kind === "complete") return 0;
  if (coverage.kind === "unstated") {
    if (coverage.absent === "zero") return 0;
    return remainder > 0 ? remainder : null;
  }
  const isByTicks = coverage.orders.length === 1 && coverage.orders[0] === "ticks";
  return isByTicks ? Math.min(coverage.smallestCount, remainder) : remainder;
}
