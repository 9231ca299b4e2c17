import type { Alignment } from "./align.ts";
import { type CountColumn, gatherColumn } from "./count-column.ts";
import type { GroupRow, RowTable } from "./diff-result.ts";
import type { Family } from "./family.ts";
import { noiseKey } from "./noise-file.ts";
import type { FamilyRows } from "./row-tester.ts";
import { hidesCounts, type RunCounts } from "./run-counts.ts";
import type { Scale, ScaledRuns } from "./scale.ts";
import { type TotalChange, withParts } from "./symbol-rows.ts";

/**
 * Makes the table of groups that have symbols, when it is first looked at. A group of a cut listing lies in
 * [shown, shown + remainder], as nobody knows which of its members are hidden.
 */
export function groupTable(
  input: ScaledRuns,
  scale: Scale,
  changes: TotalChange,
  familyOf: (rows: FamilyRows) => Family,
): RowTable<GroupRow> {
  const { groups } = input;
  let made: Groups | null = null;
  const make = (): Groups => {
    made ??= makeGroups(input, scale, familyOf);
    return made;
  };
  return {
    get length() {
      return make().family.length;
    },
    get familySize() {
      return make().family.familySize;
    },
    get base() {
      return make().family.base;
    },
    get next() {
      return make().family.next;
    },
    nameAt: (i) => groups.rules.groups[make().index[i]],
    get delta() {
      return make().family.delta;
    },
    get p() {
      return make().family.p;
    },
    get q() {
      return make().family.q;
    },
    at(i) {
      const { family, index, symbols } = make();
      return {
        ...withParts(family.at(i), changes),
        group: groups.rules.groups[index[i]],
        symbols: symbols[index[i]],
      };
    },
  };
}

interface Groups {
  readonly family: Family;
  /** Group of each row. */
  readonly index: readonly number[];
  /** Symbols of each group. */
  readonly symbols: Uint32Array;
}

function makeGroups(
  { alignment, groups, runs, baseRuns }: ScaledRuns,
  scale: Scale,
  familyOf: (rows: FamilyRows) => Family,
): Groups {
  const { column } = groups;
  const symbols = countEntries(column, groups.rules.groups.length);
  const index = [...symbols.keys()].filter((group) => symbols[group] > 0);
  const position = new Uint16Array(symbols.length);
  index.forEach((group, i) => {
    position[group] = i;
  });
  const rowOf = replaceEntries(column, position);
  const columnsOf = (takes?: (row: number) => boolean): { base: CountColumn[]; next: CountColumn[] } => {
    const columns = runs.map((run, p) => groupCounts(alignment, run, p, rowOf, index.length, takes));
    return { base: columns.slice(0, baseRuns), next: columns.slice(baseRuns) };
  };
  const outside = new Set<number>();
  if (scale.countsTicks) rowOf.forEach((group, row) => !scale.contains(row) && outside.add(group));
  const isCut = alignment.profiles.some(({ measures }) => hidesCounts(measures[0]));
  const family = familyOf({
    kind: "groups",
    ...columnsOf(),
    scale,
    contains: (i) => !outside.has(i),
    hides: () => isCut,
    keyOf: (i) => groups.rules.groups[index[i]],
    restrict: (takes) => columnsOf((row) => takes(noiseKey(alignment.nameAt(row), alignment.moduleAt(row)))),
  });
  return { family, index, symbols };
}

function countEntries(column: Uint16Array, length: number): Uint32Array {
  const counts = new Uint32Array(length);
  for (let row = 0; row < column.length; row++) counts[column[row]]++;
  return counts;
}

function replaceEntries(column: Uint16Array, by: Uint16Array): Uint16Array {
  const replaced = new Uint16Array(column.length);
  for (let row = 0; row < column.length; row++) replaced[row] = by[column[row]];
  return replaced;
}

function groupCounts(
  { profiles, aligned }: Alignment,
  { rows, total, listed }: RunCounts,
  p: number,
  rowOf: Uint16Array,
  length: number,
  takes?: (row: number) => boolean,
): CountColumn {
  const [measure] = profiles[p].measures;
  if (!hidesCounts(measure)) return gatherColumn(rows, rowOf, length, takes);
  const shown = aligned[p];
  const low = shown.low ?? shown.counts;
  const high = shown.high ?? shown.counts;
  const sums = gatherColumn({ point: shown.counts, min: low, max: high }, rowOf, length, takes);
  return { point: sums.point, min: sums.min, max: sums.max.map((ticks) => ticks + (total.max - listed)) };
}
