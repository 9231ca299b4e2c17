import type { DiffResult, FamilyRow, SymbolRow } from "../analysis/diff-result.ts";
import { formatLevel } from "../text/format-level.ts";
import { diffJson } from "./diff-json.ts";
import { identityCells } from "./diff-table.ts";
import { verdictCell } from "./diff-verdict.ts";
import { LazyRows } from "./lazy-rows.ts";
import { NoteList } from "./note-list.ts";
import type { Cell, Column, Facts, Report, Table } from "./report.ts";
import { EMPTY, nameCell, numberCell, shareCell } from "./table-cells.ts";

/** What a screen shows of counters that are watched. */
export interface LiveScreen {
  /** What is watched: hostile text. */
  readonly title: string;
  readonly intervalSeconds: number;
  /** Number of the last interval, from 1. */
  readonly interval: number;
  /** True where nothing stands before the last interval; both sides of the result are then that one. */
  readonly isFirst: boolean;
  /** Rows of the result to show, in their order. */
  readonly symbols: ArrayLike<number>;
  /** Groups in their order. */
  readonly groups: ArrayLike<number>;
  /** Expression that chose the symbols; null where all are shown. */
  readonly filter: string | null;
  /** Rates per second of a symbol in the intervals that are remembered, the last one last. */
  readonly trendOf: (module: string, symbol: string) => readonly number[];
  readonly totalTrend: readonly number[];
}

const RATES: readonly Column[] = [
  { id: "rate", title: "per s", kind: "number", priority: 0 },
  { id: "before", title: "before", kind: "number", priority: 1 },
  { id: "change", title: "Δ per s", kind: "number", priority: 4 },
];

const COMPARED: readonly Column[] = [
  { id: "share", title: "share", kind: "share", priority: 3 },
  { id: "ratio", title: "ratio", kind: "ratio", priority: 3 },
  { id: "ratio_interval", title: "interval", kind: "interval", priority: 6 },
  { id: "q", title: "q", kind: "probability", priority: 5 },
  { id: "verdict", title: "verdict", kind: "verdict", priority: 0.5 },
];

const SYMBOL_COLUMNS: readonly Column[] = [
  { id: "mark", title: "", kind: "mark", priority: 1 },
  { id: "symbol", title: "symbol", kind: "name", priority: 0, flexible: true },
  ...RATES,
  { id: "trend", title: "trend", kind: "trend", priority: 2 },
  ...COMPARED,
  { id: "group", title: "group", kind: "text", priority: 7 },
  { id: "module", title: "module", kind: "name", priority: 8 },
];

const GROUP_COLUMNS: readonly Column[] = [
  { id: "group", title: "group", kind: "name", priority: 0, flexible: true },
  ...RATES,
  ...COMPARED,
  { id: "symbols", title: "symbols", kind: "number", priority: 7 },
];

/** Digits of a rate: a tenth of a tick per second is what an interval of ten seconds can tell. */
const RATE_DIGITS = 1;

/** Reports the last interval of what is watched beside the one before, in rates per second; `result` compares them by time. */
export function reportLiveScreen(result: DiffResult, screen: LiveScreen): Report {
  const notes = new NoteList();
  notes.add({
    code: "live/verdict",
    message:
      "A verdict compares the last interval with the one before, by sampling noise alone. Who watches many intervals sees one of them by chance.",
    hint: "To decide, save intervals (w) or record runs, and compare them with zcprof diff",
  });
  for (const note of result.notes) notes.add(note);
  return {
    schema: "zcprof.diff/1",
    toJson: () => diffJson(result, { symbols: screen.symbols, filter: screen.filter }, notes.toJson()),
    blocks: [
      factsOf(result, screen),
      symbolTable(result, screen),
      groupTable(result, screen),
      notes.toBlock(),
    ],
  };
}

function factsOf(
  result: DiffResult,
  { title, interval, intervalSeconds, isFirst, totalTrend }: LiveScreen,
): Facts {
  const { total, exposure, margin, next } = result;
  return {
    kind: "facts",
    rows: [
      { label: "watched", cells: [nameCell(title), textCell(`every ${intervalSeconds} s`)] },
      {
        label: "interval",
        cells: [
          textCell(`${interval}`),
          textCell(`${exposure.next.toFixed(2)} s`),
          { kind: "count", ...total.next, unit: next.unit },
        ],
      },
      {
        label: "total",
        cells: [
          textCell(`${(total.next.point / exposure.next).toFixed(RATE_DIGITS)} per s`),
          { kind: "trend", values: totalTrend },
          ...(isFirst
            ? []
            : [
                textCell(`before ${(total.base.point / exposure.base).toFixed(RATE_DIGITS)}`),
                ratioCell(total),
                total.interval === null ? EMPTY : ({ kind: "interval", ...total.interval } as const),
                verdictCell(total, margin),
              ]),
        ],
      },
    ],
  };
}

function textCell(text: string): Cell {
  return { kind: "text", text };
}

function symbolTable(result: DiffResult, screen: LiveScreen): Table {
  const { symbols } = result;
  const { symbols: shown, filter } = screen;
  return {
    kind: "table",
    id: "symbols",
    main: true,
    columns: titled(SYMBOL_COLUMNS, result),
    rows: new LazyRows(
      shown.length,
      (i) => symbolCells(symbols.at(shown[i]), result, screen),
      (i) => symbols.nameAt(shown[i]),
    ),
    omitted: filter === null ? null : `others do not match ${filter}`,
  };
}

function symbolCells(row: SymbolRow, result: DiffResult, screen: LiveScreen): readonly Cell[] {
  return [
    screen.isFirst ? EMPTY : identityCells(row)[0],
    { kind: "name", text: row.symbol },
    ...rateCells(row, result, screen),
    { kind: "trend", values: screen.trendOf(row.module, row.symbol) },
    ...comparedCells(row, result, screen, row.presence),
    { kind: "text", text: row.group },
    nameCell(row.module),
  ];
}

function groupTable(result: DiffResult, screen: LiveScreen): Table {
  const { groups: shown } = screen;
  return {
    kind: "table",
    id: "groups",
    main: false,
    columns: titled(GROUP_COLUMNS, result),
    rows: new LazyRows(shown.length, (i) => {
      const row = result.groups.at(shown[i]);
      return [
        { kind: "name", text: row.group },
        ...rateCells(row, result, screen),
        ...comparedCells(row, result, screen),
        numberCell(row.symbols, 0),
      ];
    }),
    omitted: null,
  };
}

function titled(columns: readonly Column[], { level }: DiffResult): readonly Column[] {
  return columns.map((column) =>
    column.kind === "interval" ? { ...column, title: formatLevel(level) } : column,
  );
}

/** One cell for each of RATES. */
function rateCells(row: FamilyRow, { exposure }: DiffResult, { isFirst }: LiveScreen): Cell[] {
  const [before, now] = [row.base.point / exposure.base, row.next.point / exposure.next];
  return [
    numberCell(now, RATE_DIGITS),
    isFirst ? EMPTY : numberCell(before, RATE_DIGITS),
    isFirst ? EMPTY : numberCell(now - before, RATE_DIGITS),
  ];
}

/** One cell for each of COMPARED. */
function comparedCells(
  row: FamilyRow,
  { margin }: DiffResult,
  { isFirst }: LiveScreen,
  presence?: SymbolRow["presence"],
): Cell[] {
  const { interval, undecided, q } = row;
  const compared = (cell: Cell): Cell => (isFirst ? EMPTY : cell);
  return [
    shareCell(row.share.next),
    compared(ratioCell(row)),
    compared(interval === null || undecided === "too-few-ticks" ? EMPTY : { kind: "interval", ...interval }),
    compared(Number.isNaN(q) ? EMPTY : { kind: "probability", value: q }),
    compared(verdictCell(row, margin, presence)),
  ];
}

function ratioCell(row: Pick<SymbolRow, "ratio" | "ratioBounds">): Cell {
  return { kind: "ratio", point: row.ratio, ...row.ratioBounds };
}
