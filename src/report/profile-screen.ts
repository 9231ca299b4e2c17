import type { ProfileSummary, SummarySymbol } from "../analysis/summary-result.ts";
import type { Interval } from "../stats/interval.ts";
import { formatLevel } from "../text/format-level.ts";
import { LazyRows } from "./lazy-rows.ts";
import { NoteList } from "./note-list.ts";
import type { Cell, Column, Report, Table } from "./report.ts";
import { shownSumTable } from "./show-table.ts";
import { sideCells } from "./side-facts.ts";
import { EMPTY, lineCell, nameCell, shareCell } from "./table-cells.ts";

/** What a screen shows of one profile. */
export interface ProfileScreen {
  readonly summary: ProfileSummary;
  /** Ranks of the symbols to show, in their order. */
  readonly ranks: ArrayLike<number>;
  /** Expression that chose the symbols; null where all are shown. */
  readonly filter: string | null;
  /** Sampling interval of a share of the total; null where the counts are no independent samples. */
  readonly intervalOf: (ticks: number) => Interval | null;
  readonly level: number;
  readonly title: string;
  /** How many replicates this is the first of; 1 without. */
  readonly runs: number;
  toJson(): Readonly<Record<string, unknown>>;
}

const COLUMNS: readonly Column[] = [
  { id: "symbol", title: "symbol", kind: "name", priority: 0, flexible: true },
  { id: "ticks", title: "", kind: "count", priority: 0 },
  { id: "share", title: "share", kind: "share", priority: 0 },
  { id: "bar", title: "", kind: "bar", priority: 1 },
  { id: "interval", title: "interval", kind: "shareInterval", priority: 3 },
  { id: "group", title: "group", kind: "text", priority: 2 },
  { id: "module", title: "module", kind: "name", priority: 4 },
  { id: "load", title: "load", kind: "number", priority: 6 },
  { id: "line", title: "line", kind: "number", priority: 8 },
];

/** Reports one profile for browsing: symbols with the intervals of their shares, groups, modules. */
export function reportProfileScreen(screen: ProfileScreen): Report {
  const { summary, title, runs } = screen;
  const notes = new NoteList();
  notes.add({
    code: "screen/interval",
    message: `Intervals (Wilson, ${formatLevel(screen.level)}) are of shares of the total and hold sampling noise only.`,
  });
  if (runs > 1) {
    notes.add({ code: "screen/first-run", message: `This is the first of ${runs} runs.` });
  }
  for (const note of summary.notes) notes.add(note);
  return {
    schema: "zcprof.show/1",
    toJson: () => screen.toJson(),
    blocks: [
      {
        kind: "facts",
        rows: [{ label: runs > 1 ? `run 1 of ${runs}` : "profile", cells: sideCells(summary.side) }],
      },
      symbolTable(screen),
      shownSumTable(summary, summary.groups, "group", title, false),
      ...(summary.modules.length > 1
        ? [shownSumTable(summary, summary.modules, "module", title, false)]
        : []),
      notes.toBlock(),
    ],
  };
}

function symbolTable({ summary, ranks, filter, intervalOf, level }: ProfileScreen): Table {
  const { symbols, side } = summary;
  const largest = symbols.length > 0 ? symbols.at(0).ticks.point : 0;
  // The longest bar has room for the interval over its end.
  const longest = Math.max(largest, (intervalOf(largest)?.high ?? 0) * side.total);
  const titles: Readonly<Record<string, string>> = { ticks: side.unit, interval: formatLevel(level) };
  return {
    kind: "table",
    id: "symbols",
    main: true,
    columns: COLUMNS.map((column) => ({ ...column, title: titles[column.id] ?? column.title })),
    rows: new LazyRows(
      ranks.length,
      (i) => symbolCells(symbols.at(ranks[i]), longest, intervalOf),
      (i) => symbols.at(ranks[i]).name,
    ),
    omitted: filter === null ? null : `${symbols.length - ranks.length} do not match ${filter}`,
  };
}

function symbolCells(
  row: SummarySymbol,
  longest: number,
  intervalOf: ProfileScreen["intervalOf"],
): readonly Cell[] {
  const interval = intervalOf(row.ticks.point);
  return [
    { kind: "name", text: row.name },
    { kind: "count", ...row.ticks },
    shareCell(row.share),
    { kind: "bar", fraction: row.ticks.point / longest },
    interval === null ? EMPTY : { kind: "shareInterval", ...interval },
    { kind: "text", text: row.group },
    nameCell(row.module),
    row.load === null ? EMPTY : { kind: "number", value: row.load, digits: 4 },
    lineCell(row.line),
  ];
}
