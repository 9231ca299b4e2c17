import { countsOverlap } from "../model/counts-overlap.ts";
import type { Profile } from "../model/profile.ts";
import type { Count, SymbolRow, SymbolTable } from "./diff-result.ts";
import type { Family } from "./family.ts";
import type { ScaledRuns } from "./scale.ts";
import { lineOf } from "./source-line.ts";
import { SymbolPresence } from "./symbol-presence.ts";

/** The totals that rows have their part of, and what stretches next to the exposure of base. */
export interface TotalChange {
  readonly base: Count;
  readonly next: Count;
  readonly scale: number;
}

/** Makes the table of symbols: the family's rows with their names, lines and parts of the change. */
export function symbolTable(
  { alignment, groups, baseRuns }: ScaledRuns,
  family: Family,
  changes: TotalChange,
): SymbolTable {
  const { profiles, aligned, mapped } = alignment;
  const presence = new SymbolPresence(alignment);
  const isPart = !countsOverlap(profiles[0].provenance.facts);
  const presenceOf = (row: number): SymbolRow["presence"] => {
    if (family.base[row] === 0 && !presence.isKnown(row, 0, baseRuns)) return "new";
    if (family.next[row] === 0 && !presence.isKnown(row, baseRuns, profiles.length)) return "gone";
    return "both";
  };
  return {
    length: family.length,
    familySize: family.familySize,
    base: family.base,
    next: family.next,
    delta: family.delta,
    p: family.p,
    get q() {
      return family.q;
    },
    nameAt: (row) => alignment.nameAt(row),
    groupAt: (row) => groups.nameAt(row),
    moduleAt: (row) => alignment.moduleAt(row),
    isFoundAt: (row) => family.isFound(row),
    directionAt: (row) => family.directionAt(row),
    presenceAt: presenceOf,
    isKnown: (name) => profiles.some(({ symbols }) => holdsName(symbols, name)),
    at: (row) => ({
      ...family.at(row),
      ...partAndShare(family.delta[row], family.base[row], family.next[row], changes),
      ...(isPart ? {} : { partOfDelta: Number.NaN }),
      symbol: alignment.nameAt(row),
      module: alignment.moduleAt(row),
      group: groups.nameAt(row),
      members: Math.max(1, ...(mapped.get(row)?.listed.map(({ size }) => size) ?? [])),
      presence: presenceOf(row),
      baseLine: lineOf(profiles[0], aligned[0].symbol[row]),
      nextLine: lineOf(profiles[baseRuns], aligned[baseRuns].symbol[row]),
    }),
  };
}

function holdsName({ name, length }: Profile["symbols"], wanted: string): boolean {
  for (let i = 0; i < length; i++) if (name.at(i) === wanted) return true;
  return false;
}

/** Part of the total's change, and share of each total. */
export function partAndShare(
  delta: number,
  base: number,
  next: number,
  { base: x, next: y, scale }: TotalChange,
): Pick<SymbolRow, "partOfDelta" | "share"> {
  const change = y.point * scale - x.point;
  return {
    partOfDelta: change === 0 ? Number.NaN : delta / change,
    share: { base: base / x.point, next: next / y.point },
  };
}
