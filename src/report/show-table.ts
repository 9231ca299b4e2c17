import type { ProfileSummary, SummaryRow, SummarySymbol } from "../analysis/summary-result.ts";
import type { Profile } from "../model/profile.ts";
import { NO_ADDRESS } from "../model/symbol-table.ts";
import { LazyRows } from "./lazy-rows.ts";
import type { Cell, Column, Table } from "./report.ts";
import { describeRest } from "./rest-text.ts";
import { nameRows, rowsOverlap } from "./row-noun.ts";
import { EMPTY, lineCell, nameCell, shareCell } from "./table-cells.ts";

const SYMBOL_COLUMNS: readonly Column[] = [
  { id: "profile", title: "profile", kind: "name", priority: 0, hidden: true },
  { id: "symbol", title: "symbol", kind: "name", priority: 0, flexible: true },
  { id: "ticks", title: "", kind: "count", priority: 0 },
  { id: "share", title: "share", kind: "share", priority: 0 },
  { id: "bar", title: "", kind: "bar", priority: 6 },
  { id: "load", title: "load", kind: "number", priority: 1 },
  { id: "size", title: "size", kind: "range", priority: 7 },
  { id: "group", title: "group", kind: "text", priority: 2 },
  { id: "module", title: "module", kind: "name", priority: 3 },
  { id: "address", title: "address", kind: "text", priority: 8 },
  { id: "line", title: "line", kind: "number", priority: 9 },
];

/** Makes the table of the symbols at `ranks`; `title` stands in the CSV where several profiles follow each other. */
export function shownSymbolTable(
  { symbols, side }: ProfileSummary,
  profile: Profile,
  ranks: ArrayLike<number>,
  title: string,
  filter: string | null,
): Table {
  // Stacks, and rows that overlap, are in no group.
  const hasGroups = nameRows(side) === "symbol" && !rowsOverlap(side);
  const largest = symbols.length > 0 ? symbols.at(0).ticks.point : 0;
  // Without rows that are left out the sum is known, and a table of all rows is not made twice.
  let shown = ranks.length === symbols.length ? side.listed : 0;
  if (shown === 0) for (let i = 0; i < ranks.length; i++) shown += symbols.at(ranks[i]).ticks.point;
  return {
    kind: "table",
    id: "symbols",
    main: true,
    columns: SYMBOL_COLUMNS.map((column) =>
      column.id === "ticks"
        ? { ...column, title: side.unit }
        : column.id === "symbol"
          ? { ...column, title: nameRows(side) }
          : column,
    ),
    rows: new LazyRows(ranks.length, (i) => {
      const row = symbols.at(ranks[i]);
      return symbolCells(row, profile, { largest, title, group: hasGroups ? row.group : null });
    }),
    omitted: describeRest(
      symbols.length - ranks.length,
      rowsOverlap(side) ? Number.NaN : side.listed - shown,
      side.total - side.listed,
      side.total,
      filter,
    ),
  };
}

function symbolCells(
  row: SummarySymbol,
  { symbols }: Profile,
  {
    largest,
    title,
    group,
  }: { readonly largest: number; readonly title: string; readonly group: string | null },
): Cell[] {
  const address = symbols.address?.[row.index] ?? NO_ADDRESS;
  return [
    { kind: "name", text: title },
    { kind: "name", text: row.name },
    { kind: "count", ...row.ticks },
    shareCell(row.share),
    { kind: "bar", fraction: row.ticks.point / largest },
    row.load === null ? EMPTY : { kind: "number", value: row.load, digits: 4 },
    row.size === null ? EMPTY : { kind: "range", ...row.size },
    group === null ? EMPTY : { kind: "text", text: group },
    nameCell(row.module),
    address === NO_ADDRESS ? EMPTY : { kind: "text", text: address.toString(16).padStart(8, "0") },
    lineCell(row.line),
  ];
}

/** Makes the table of groups or modules, the largest first; `isMain` where it is what was asked for. */
export function shownSumTable(
  { side }: ProfileSummary,
  rows: readonly SummaryRow[],
  by: "group" | "module",
  title: string,
  isMain: boolean,
): Table {
  const largest = rows[0]?.ticks.point ?? 0;
  return {
    kind: "table",
    id: `${by}s`,
    main: isMain,
    columns: [
      { id: "profile", title: "profile", kind: "name", priority: 0, hidden: true },
      { id: by, title: by, kind: "name", priority: 0, flexible: true },
      { id: "ticks", title: side.unit, kind: "count", priority: 0 },
      { id: "share", title: "share", kind: "share", priority: 0 },
      { id: "bar", title: "", kind: "bar", priority: 6 },
      { id: "symbols", title: "symbols", kind: "number", priority: 2 },
    ],
    rows: rows.map((row): Cell[] => [
      { kind: "name", text: title },
      { kind: "name", text: row.name === "" ? "(none)" : row.name },
      { kind: "count", ...row.ticks },
      shareCell(row.share),
      { kind: "bar", fraction: row.ticks.point / largest },
      { kind: "number", value: row.symbols, digits: 0 },
    ]),
    omitted: describeRest(0, 0, side.total - side.listed, side.total, null),
  };
}
