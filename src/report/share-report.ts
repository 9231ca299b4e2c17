import type { ShareGroup, SharePart, ShareResult, ShareSymbol } from "../analysis/share-result.ts";
import { formatLevel } from "../text/format-level.ts";
import { toJsonCount, toJsonInterval } from "./json-number.ts";
import { NoteList } from "./note-list.ts";
import type { Cell, Column, Report, Table } from "./report.ts";
import { describeRest } from "./rest-text.ts";
import { type ShareView, selectSymbols, WHOLE_SHARE } from "./share-rows.ts";
import { sideCells } from "./side-facts.ts";
import { sideJson } from "./side-json.ts";
import { EMPTY, lineCell, nameCell, shareCell } from "./table-cells.ts";

const COLUMNS: readonly Column[] = [
  { id: "group", title: "group", kind: "name", priority: 0, flexible: true },
  { id: "symbol", title: "symbol", kind: "name", priority: 0, flexible: true },
  { id: "ticks", title: "", kind: "count", priority: 0 },
  { id: "share", title: "share", kind: "share", priority: 0 },
  { id: "bar", title: "", kind: "bar", priority: 6 },
  { id: "share_interval", title: "interval", kind: "shareInterval", priority: 0.9 },
  { id: "at_most", title: "at most", kind: "share", priority: 0.5 },
  { id: "without", title: "without", kind: "share", priority: 3 },
  { id: "without_interval", title: "interval", kind: "shareInterval", priority: 7 },
  { id: "module", title: "module", kind: "name", priority: 8 },
  { id: "line", title: "line", kind: "number", priority: 9 },
];

/** Reports what part of a total groups have: the listed part with its interval, and the most that it can be. */
export function reportShare(whole: ShareResult, view: ShareView = WHOLE_SHARE): Report {
  const result = { ...whole, groups: whole.groups.map((group) => selectSymbols(group, view)) };
  const notes = new NoteList();
  notes.add({
    code: "share/interval",
    message:
      `Share and interval (${result.method}, sampling noise only) are of the listed rows; ` +
      "at most: if all that is not listed belonged to the group.",
  });
  for (const note of result.notes) notes.add(note);
  return {
    schema: "zcprof.share/1",
    toJson: () => shareJson(result, notes),
    blocks: [
      { kind: "facts", rows: [{ label: "profile", cells: sideCells(result.profile) }] },
      shareTable(result, describeMissing(whole, result, view)),
      notes.toBlock(),
    ],
  };
}

function shareTable({ groups, level, profile }: ShareResult, omitted: string | null): Table {
  const largest = Math.max(0, ...groups.map(({ share }) => share.point));
  const titles: Readonly<Record<string, string>> = {
    ticks: profile.unit,
    share_interval: formatLevel(level),
    without_interval: formatLevel(level),
  };
  return {
    kind: "table",
    id: "shares",
    main: true,
    columns: COLUMNS.map((column) => ({ ...column, title: titles[column.id] ?? column.title })),
    rows: groups.flatMap((group) => [
      groupCells(group, largest),
      ...group.symbols.map((symbol) => symbolCells(group, symbol, largest)),
    ]),
    omitted,
  };
}

function describeMissing(whole: ShareResult, shown: ShareResult, { filter }: ShareView): string | null {
  const rows = symbolsOf(whole).length - symbolsOf(shown).length;
  const ticks = sumTicks(symbolsOf(whole)) - sumTicks(symbolsOf(shown));
  return describeRest(rows, ticks, 0, whole.total, filter?.source ?? null);
}

function symbolsOf({ groups }: ShareResult): readonly ShareSymbol[] {
  return groups.flatMap(({ symbols }) => symbols);
}

function sumTicks(symbols: readonly ShareSymbol[]): number {
  return symbols.reduce((sum, { ticks }) => sum + ticks.point, 0);
}

function groupCells(group: ShareGroup, largest: number): Cell[] {
  const { min, max } = group.share;
  return [
    { kind: "name", text: group.group },
    EMPTY,
    ...partCells(group, largest),
    min === max ? EMPTY : shareCell(max),
    EMPTY,
    EMPTY,
    EMPTY,
    EMPTY,
  ];
}

function symbolCells({ group }: ShareGroup, symbol: ShareSymbol, largest: number): Cell[] {
  const { without, module, line } = symbol;
  return [
    { kind: "name", text: group },
    { kind: "name", text: symbol.symbol },
    ...partCells(symbol, largest),
    EMPTY,
    shareCell(without.share.point),
    { kind: "shareInterval", ...without.interval },
    nameCell(module),
    lineCell(line),
  ];
}

// The count is the listed one; what may be hidden is told once, as the share that the group has at most.
function partCells({ ticks, share, interval }: SharePart, largest: number): Cell[] {
  return [
    {
      kind: "count",
      point: ticks.point,
      min: ticks.min,
      max: ticks.min === ticks.point ? ticks.point : ticks.max,
    },
    shareCell(share.point),
    { kind: "bar", fraction: share.point / largest },
    { kind: "shareInterval", ...interval },
  ];
}

function shareJson(
  { profile, total, level, method, groups }: ShareResult,
  notes: NoteList,
): Record<string, unknown> {
  return {
    schema: "zcprof.share/1",
    profile: sideJson(profile),
    total,
    level,
    method,
    groups: groups.map((group) => ({
      group: group.group,
      ...partJson(group),
      symbols: group.symbols.map((symbol) => ({
        symbol: symbol.symbol,
        module: symbol.module,
        line: symbol.line,
        ...partJson(symbol),
        without: partJson(symbol.without),
      })),
    })),
    notes: notes.toJson(),
  };
}

function partJson({ ticks, share, interval }: SharePart): Record<string, unknown> {
  return {
    ticks: toJsonCount(ticks),
    share: toJsonCount(share),
    interval: toJsonInterval(interval),
  };
}
