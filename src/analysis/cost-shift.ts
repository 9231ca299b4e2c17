import { GrowingIndices } from "../model/growing-columns.ts";
import { isInsideMargin } from "../stats/equivalence.ts";
import type { DiffResult, SymbolTable } from "./diff-result.ts";
import { LargestEntries } from "./largest-entries.ts";

/** Ticks that moved between the symbols of a group whose sum did not change: one finding, not several. */
export interface CostShift {
  readonly group: string;
  /** The group's ratio, and its 90 % interval (2 * level - 1), which lies inside the margin. */
  readonly ratio: number;
  /** How many members rose or fell. */
  readonly count: number;
  /** Their rows, in the order of the table of symbols; found when they are asked for, as a table names the largest alone. */
  readonly members: Uint32Array;
  /** The members to be named, what moved most first. */
  readonly largest: Uint32Array;
}

/** More names than this are no finding that a person reads; the rows of the others carry their verdicts. */
const NAMED = 12;

/**
 * Finds cost shifts (docs/statistics.md section 7): a group judged equivalent, or found to change by less than the margin,
 * with members found to rise and members found to fall.
 */
export function findCostShifts(result: DiffResult): readonly CostShift[] {
  // Between rows that overlap nothing moves.
  if (result.groups.length === 0) return [];
  const { symbols, groups, margin } = result;
  // Groups come first: they are few, and without one that stood still no row need be looked at.
  const still = new Map<string, { ratio: number; largest: LargestEntries; rose: number; fell: number }>();
  for (let i = 0; i < groups.length; i++) {
    const { group, verdict, interval, ratio } = groups.at(i);
    const isSmall = verdict === "equivalent" || (interval !== null && isInsideMargin(interval, margin));
    if (isSmall)
      still.set(group, { ratio, largest: new LargestEntries(symbols.delta, NAMED), rose: 0, fell: 0 });
  }
  if (still.size === 0) return [];
  for (let i = 0; i < symbols.length; i++) {
    if (!symbols.isFoundAt(i)) continue;
    const shift = still.get(symbols.groupAt(i));
    if (shift === undefined) continue;
    const direction = symbols.directionAt(i);
    if (direction === 0) continue;
    if (direction > 0) shift.rose++;
    else shift.fell++;
    shift.largest.offer(i);
  }
  return [...still]
    .filter(([, { rose, fell }]) => rose > 0 && fell > 0)
    .map(([group, { ratio, largest, rose, fell }]) => ({
      group,
      ratio,
      count: rose + fell,
      get members() {
        return listMembers(symbols, group);
      },
      largest: largest.take(),
    }));
}

function listMembers(symbols: SymbolTable, group: string): Uint32Array {
  const members = new GrowingIndices();
  for (let i = 0; i < symbols.length; i++)
    if (symbols.isFoundAt(i) && symbols.groupAt(i) === group && symbols.directionAt(i) !== 0) members.push(i);
  return members.take();
}
