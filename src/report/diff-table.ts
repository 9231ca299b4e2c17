import type {
  DiffResult,
  FamilyRow,
  GroupRow,
  RowTable,
  SymbolRow,
  Undecided,
} from "../analysis/diff-result.ts";
import { formatChange } from "../text/format-count.ts";
import { formatLevel } from "../text/format-level.ts";
import { verdictCell } from "./diff-verdict.ts";
import { LazyRows } from "./lazy-rows.ts";
import type { Cell, Column, Table } from "./report.ts";
import { describeMore } from "./rest-text.ts";
import { nameRows, rowsOverlap } from "./row-noun.ts";
import { isListedTwice, pointsOf } from "./row-points.ts";
import { EMPTY, lineCell, nameCell, shareCell } from "./table-cells.ts";

// What the two tables share. Of these the interval is the first to go when the width is short, then the bar.
const NUMBERS: readonly Column[] = [
  { id: "base", title: "base", kind: "count", priority: 0.5 },
  { id: "next", title: "next", kind: "count", priority: 0.5 },
  { id: "delta", title: "Δ", kind: "change", priority: 0 },
  { id: "part", title: "", kind: "bar", priority: 6 },
  { id: "part_of_delta", title: "of Δ", kind: "part", priority: 11 },
  { id: "ratio", title: "ratio", kind: "ratio", priority: 0.9 },
  { id: "ratio_interval", title: "interval", kind: "interval", priority: 7 },
  { id: "base_share", title: "of base", kind: "share", priority: 12 },
  { id: "next_share", title: "of next", kind: "share", priority: 12 },
  { id: "p", title: "p", kind: "probability", priority: 14 },
  { id: "q", title: "q", kind: "probability", priority: 2 },
  { id: "verdict", title: "verdict", kind: "verdict", priority: 0 },
];

const SYMBOL_COLUMNS: readonly Column[] = [
  { id: "mark", title: "", kind: "mark", priority: 0 },
  { id: "symbol", title: "symbol", kind: "name", priority: 0, flexible: true },
  ...NUMBERS,
  { id: "group", title: "group", kind: "text", priority: 9 },
  { id: "module", title: "module", kind: "name", priority: 8 },
  { id: "base_line", title: "base line", kind: "number", priority: 0, hidden: true },
  { id: "next_line", title: "next line", kind: "number", priority: 0, hidden: true },
];

const GROUP_COLUMNS: readonly Column[] = [
  { id: "group", title: "group", kind: "name", priority: 0, flexible: true },
  ...NUMBERS,
  { id: "symbols", title: "symbols", kind: "number", priority: 13 },
];

/** Makes the table of the symbols at `indices`, in that order. */
export function symbolTable(result: DiffResult, indices: ArrayLike<number>, filter: string | null): Table {
  const { symbols, margin } = result;
  const longest = longestBar(symbols, indices);
  return {
    kind: "table",
    id: "symbols",
    main: true,
    columns: titled(SYMBOL_COLUMNS, result.level).map((column) =>
      column.id === "symbol" ? { ...column, title: nameRows(result.base) } : column,
    ),
    rows: new LazyRows(
      indices.length,
      (i) => {
        const row = symbols.at(indices[i]);
        return [
          ...identityCells(row),
          ...numberCells(row, longest, margin, row.presence),
          { kind: "text", text: row.group },
          nameCell(row.module),
          lineCell(row.baseLine),
          lineCell(row.nextLine),
        ];
      },
      (i) => symbols.nameAt(indices[i]),
    ),
    omitted: describeOmitted(result, indices, filter),
  };
}

/** Makes the cells that say which row this is: its mark and its name. */
export function identityCells({ members, presence, symbol }: SymbolRow): readonly [Cell, Cell] {
  return [
    members > 1
      ? { kind: "mark", mark: "mapped" }
      : presence === "both"
        ? EMPTY
        : { kind: "mark", mark: presence },
    { kind: "name", text: symbol, ...(members > 1 ? { detail: `(${members} symbols)` } : {}) },
  ];
}

/** Makes the table of the groups at `indices`, in that order; of all, the largest change first, where none are given. */
export function groupTable(
  { groups, level, margin }: DiffResult,
  indices: ArrayLike<number> = orderByChange(groups),
): Table {
  const longest = longestBar(groups, indices);
  return {
    kind: "table",
    id: "groups",
    main: false,
    columns: titled(GROUP_COLUMNS, level),
    rows: new LazyRows(indices.length, (i) => {
      const row: GroupRow = groups.at(indices[i]);
      return [
        { kind: "name", text: row.group },
        ...numberCells(row, longest, margin),
        { kind: "number", value: row.symbols, digits: 0 },
      ];
    }),
    omitted: null,
  };
}

function orderByChange({ length, delta }: RowTable<GroupRow>): number[] {
  return Array.from({ length }, (_, i) => i).sort((a, b) => Math.abs(delta[b]) - Math.abs(delta[a]) || a - b);
}

/** One cell for each of NUMBERS. A bar is the part of the largest change shown; a change known only in bounds has none. */
function numberCells(
  row: FamilyRow,
  longest: number,
  margin: number,
  presence?: SymbolRow["presence"],
): Cell[] {
  const { base, next, delta, ratioBounds, interval, undecided } = row;
  const { ratio, partOfDelta, share, delta: change } = pointsOf(row);
  return [
    { kind: "count", ...base },
    { kind: "count", ...next },
    { kind: "change", ...delta, isListed: isListedTwice(row) },
    Number.isNaN(change) ? EMPTY : { kind: "bar", fraction: Math.abs(change) / longest },
    Number.isNaN(row.partBounds.min) ? EMPTY : { kind: "part", point: partOfDelta, ...row.partBounds },
    { kind: "ratio", point: ratio, ...ratioBounds },
    interval === null || isUntested(undecided) ? EMPTY : { kind: "interval", ...interval },
    shareCell(share.base),
    shareCell(share.next),
    probability(row.p),
    probability(row.q),
    verdictCell(row, margin, presence),
  ];
}

function isUntested(undecided: Undecided | null): boolean {
  return undecided === "too-few-ticks" || undecided === "no-p-value";
}

function probability(value: number): Cell {
  return Number.isNaN(value) ? EMPTY : { kind: "probability", value };
}

function titled(columns: readonly Column[], level: number): Column[] {
  return columns.map((column) =>
    column.kind === "interval" ? { ...column, title: formatLevel(level) } : column,
  );
}

function longestBar<Row>({ delta }: RowTable<Row>, indices: ArrayLike<number>): number {
  let longest = 0;
  for (let i = 0; i < indices.length; i++) longest = Math.max(longest, Math.abs(delta[indices[i]]));
  return longest;
}

// With the rows above it adds up to the change of the total, so that nobody wonders where the rest is.
function describeOmitted(
  { base, symbols, unlisted }: DiffResult,
  indices: ArrayLike<number>,
  filter: string | null,
): string | null {
  const parts: string[] = [];
  const more = symbols.length - indices.length;
  if (more > 0) {
    let rest = addUp(symbols.delta);
    for (let i = 0; i < indices.length; i++) rest -= symbols.delta[indices[i]];
    const change = rowsOverlap(base) ? "" : ` ${formatChange(roundNoise(rest))}`;
    parts.push(`${describeMore(more, filter)}${change}`);
  }
  if (unlisted.base !== 0 || unlisted.next !== 0) parts.push(`unlisted ${formatChange(unlisted.delta)}`);
  return parts.length > 0 ? parts.join(", ") : null;
}

function addUp(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

// Sums of changes that were scaled carry the noise of doubles; counts themselves are whole and stay so.
function roundNoise(value: number): number {
  return Number(value.toFixed(6));
}
