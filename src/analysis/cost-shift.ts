import { isInsideMargin } from "../stats/equivalence.ts";
import type { DiffResult, SymbolRow } from "./diff-result.ts";

/** Ticks that moved between the symbols of a group whose sum did not change: one finding, not several. */
export interface CostShift {
  readonly group: string;
  /** The group's ratio, and its 90 % interval (2 * level - 1), which lies inside the margin. */
  readonly ratio: number;
  readonly members: readonly Pick<SymbolRow, "symbol" | "module" | "delta" | "ratio" | "q" | "verdict">[];
}

/**
 * Finds cost shifts (docs/statistics.md section 7): a group judged equivalent, or found to change by less than the margin,
 * with members found to rise and members found to fall.
 */
export function findCostShifts(result: DiffResult): readonly CostShift[] {
  const { symbols, groups, level, margin } = result;
  // Groups come first: they are few, and without one that stood still no row need be made.
  const still = new Map<string, { ratio: number; members: SymbolRow[] }>();
  for (let i = 0; i < groups.length; i++) {
    const { group, verdict, interval, ratio } = groups.at(i);
    const isSmall = verdict === "equivalent" || (interval !== null && isInsideMargin(interval, margin));
    if (isSmall) still.set(group, { ratio, members: [] });
  }
  if (still.size === 0) return [];
  for (let i = 0; i < symbols.length; i++) {
    if (!(symbols.q[i] <= 1 - level)) continue;
    const row = symbols.at(i);
    if (row.verdict === "increase" || row.verdict === "decrease") still.get(row.group)?.members.push(row);
  }
  return [...still]
    .filter(([, { members }]) => new Set(members.map(({ verdict }) => verdict)).size === 2)
    .map(([group, { ratio, members }]) => ({ group, ratio, members }));
}
