import type { Comparison, FamilyRow } from "../analysis/diff-result.ts";
import type { SeveralRow } from "../analysis/several-rows.ts";
import { formatCount } from "../text/format-count.ts";
import { formatLevel } from "../text/format-level.ts";
import { verdictCell } from "./diff-verdict.ts";
import { LazyRows } from "./lazy-rows.ts";
import type { Cell, Column, Table, Tone } from "./report.ts";
import { pointsOf } from "./row-points.ts";
import type { SeveralView } from "./several-view.ts";
import { nameSide } from "./side-facts.ts";
import { EMPTY, nameCell } from "./table-cells.ts";
import { totalCells } from "./total-cells.ts";

/** Makes the table of totals: one line a comparison. */
export function severalTotals({ comparisons }: SeveralView): Table {
  const level = comparisons[0].result.level;
  return {
    kind: "table",
    id: "totals",
    main: false,
    columns: [
      { id: "comparison", title: "", kind: "text", priority: 0 },
      { id: "next_title", title: "next", kind: "name", priority: 0, flexible: true, wraps: true },
      { id: "runs", title: "runs", kind: "number", priority: 4 },
      { id: "total", title: "total", kind: "count", priority: 0 },
      { id: "delta", title: "Δ", kind: "change", priority: 0 },
      { id: "ratio", title: "ratio", kind: "ratio", priority: 0 },
      { id: "ratio_interval", title: formatLevel(level), kind: "interval", priority: 3 },
      { id: "verdict", title: "verdict", kind: "verdict", priority: 0 },
    ],
    rows: comparisons.map(({ result: { total, next, runs, margin } }, i): Cell[] => [
      { kind: "text", text: labelOf(i), tone: "strong" },
      { kind: "name", text: nameSide(next) },
      { kind: "number", value: runs.next, digits: 0 },
      { kind: "count", ...total.next },
      ...totalCells(total).reverse(),
      total.interval === null ? EMPTY : { kind: "interval", ...total.interval, digits: 3 },
      verdictCell(total, margin),
    ]),
    omitted: null,
  };
}

/** Makes the table of symbols: one line a symbol, for each comparison its ratio and what is known of it. */
export function severalSymbols({ comparisons, symbols, filter }: SeveralView): Table {
  const margin = comparisons[0].result.margin;
  const { rows: lines, total } = symbols;
  const omitted = total - lines.length;
  const way = filter === null ? "(--top 0)" : `(--filter ${filter})`;
  return {
    kind: "table",
    id: "symbols",
    main: true,
    columns: [
      { id: "symbol", title: "symbol", kind: "name", priority: 0, flexible: true },
      ...comparisonColumns(comparisons.length),
      { id: "group", title: "group", kind: "text", priority: 9 },
      { id: "module", title: "module", kind: "name", priority: 8 },
    ],
    rows: new LazyRows(lines.length, (i) => {
      const { symbol, module, rows } = lines[i];
      return [
        { kind: "name", text: symbol },
        ...comparisonCells(rows, margin),
        { kind: "text", text: rows.find((row) => row !== null)?.group ?? "" },
        nameCell(module),
      ];
    }),
    omitted: omitted > 0 ? `${formatCount(omitted)} more ${omitted === 1 ? "row" : "rows"} ${way}` : null,
  };
}

/** Makes the table of groups, those of the largest change in any comparison first. */
export function severalGroups({ comparisons }: SeveralView): Table {
  const margin = comparisons[0].result.margin;
  const names = new Set<string>();
  const tables = comparisons.map(({ result: { groups } }) => {
    const rows = new Map(
      Array.from({ length: groups.length }, (_, i) => [groups.nameAt(i), groups.at(i)] as const),
    );
    for (const name of rows.keys()) names.add(name);
    return rows;
  });
  const lines = [...names].map((name) => ({ name, rows: tables.map((rows) => rows.get(name) ?? null) }));
  lines.sort((a, b) => largestChange(b.rows) - largestChange(a.rows));
  return {
    kind: "table",
    id: "groups",
    main: false,
    columns: [
      { id: "group", title: "group", kind: "name", priority: 0, flexible: true },
      ...comparisonColumns(comparisons.length),
    ],
    rows: lines.map(({ name, rows }): Cell[] => [
      { kind: "name", text: name },
      ...comparisonCells(rows, margin),
    ]),
    omitted: null,
  };
}

function largestChange(rows: readonly (FamilyRow | null)[]): number {
  return Math.max(...rows.map((row) => Math.abs(row?.delta.point ?? 0)));
}

/** Returns how a comparison is called: its number, from 1. */
export function labelOf(index: number): string {
  return `next ${index + 1}`;
}

// Of each comparison the ratio and one sign stay at any width; programs get the rest.
function comparisonColumns(count: number): Column[] {
  const columns: Column[] = [{ id: "base", title: "base", kind: "count", priority: 1 }];
  for (let i = 1; i <= count; i++) {
    columns.push(
      { id: `next_${i}`, title: `ticks ${i}`, kind: "count", priority: 10 },
      { id: `ratio_${i}`, title: labelOf(i - 1), kind: "ratio", priority: 0 },
      { id: `sign_${i}`, title: "", kind: "text", priority: 0 },
      { id: `ratio_interval_${i}`, title: "interval", kind: "interval", priority: 0, hidden: true },
      { id: `q_${i}`, title: `q ${i}`, kind: "probability", priority: 11 },
      { id: `verdict_${i}`, title: "verdict", kind: "verdict", priority: 0, hidden: true },
    );
  }
  return columns;
}

function comparisonCells(rows: SeveralRow["rows"] | readonly (FamilyRow | null)[], margin: number): Cell[] {
  const base = rows.find((row) => row !== null)?.base;
  const cells: Cell[] = [base === undefined ? EMPTY : { kind: "count", ...base }];
  for (const row of rows) {
    if (row === null) {
      cells.push(EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY);
      continue;
    }
    cells.push(
      { kind: "count", ...row.next },
      { kind: "ratio", point: pointsOf(row).ratio, ...row.ratioBounds },
      signCell(row),
      row.interval === null ? EMPTY : { kind: "interval", ...row.interval },
      Number.isNaN(row.q) ? EMPTY : { kind: "probability", value: row.q },
      verdictCell(row, margin, "presence" in row ? row.presence : "both"),
    );
  }
  return cells;
}

const SIGNS: Readonly<Record<Comparison["verdict"], readonly [sign: string, tone: Tone]>> = {
  increase: ["+", "up"],
  decrease: ["-", "down"],
  equivalent: ["=", "faint"],
  trivial: ["=", "faint"],
  inconclusive: ["~", "faint"],
};

function signCell({ verdict }: Comparison): Cell {
  const [text, tone] = SIGNS[verdict];
  return { kind: "text", text, tone };
}
