import { countsOverlap } from "../model/counts-overlap.ts";
import type { Comparison, Count, FamilyRow, HiddenNames, SymbolRow, SymbolTable } from "./diff-result.ts";
import type { Family } from "./family.ts";
import { isListed } from "./listed-names.ts";
import { findHidden } from "./run-counts.ts";
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
  { alignment, groups, runs, baseRuns }: ScaledRuns,
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
    isMappedAt: (row) => mapped.has(row),
    hiddenAt: (row) => {
      const hidden = runs.map((run, p) => findHidden(alignment, p, row, run));
      return { base: numberRuns(hidden.slice(0, baseRuns)), next: numberRuns(hidden.slice(baseRuns)) };
    },
    isKnown: (name) => isListed(name, profiles),
    at: (row) => ({
      ...withParts(family.at(row), changes),
      ...(isPart ? {} : NO_PART),
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

function numberRuns(side: readonly ReturnType<typeof findHidden>[]): HiddenNames[] {
  return side.flatMap((hidden, run) => (hidden === null ? [] : [{ run: run + 1, ...hidden }]));
}

/** Rows that overlap are no parts of the change. */
const NO_PART = { partOfDelta: Number.NaN, partBounds: { min: Number.NaN, max: Number.NaN } };

/** Gives a row its part of the total's change, and its share of each total. */
export function withParts<Row extends Comparison>(
  row: Row,
  { base: x, next: y, scale }: TotalChange,
): Row & Pick<FamilyRow, "partOfDelta" | "partBounds" | "share"> {
  const change = y.point * scale - x.point;
  return {
    ...row,
    partOfDelta: change === 0 ? Number.NaN : row.delta.point / change,
    partBounds: divideBounds(row.delta, { min: y.min * scale - x.max, max: y.max * scale - x.min }),
    share: { base: row.base.point / x.point, next: row.next.point / y.point },
  };
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

// Of bounds that hold 0 a part may be anything.
function divideBounds(part: Bounds, whole: Bounds): Bounds {
  if (whole.min === 0 && whole.max === 0) return NO_PART.partBounds;
  if (whole.min <= 0 && whole.max >= 0) return { min: -Infinity, max: Infinity };
  const ends = [part.min, part.max].flatMap((end) => [end / whole.min, end / whole.max]);
  return { min: Math.min(...ends), max: Math.max(...ends) };
}
