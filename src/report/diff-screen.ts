import type { DiffResult, SymbolRow } from "../analysis/diff-result.ts";
import { reportDiff } from "./diff-report.ts";
import { groupTable, identityCells, symbolTable } from "./diff-table.ts";
import { verdictCell } from "./diff-verdict.ts";
import type { DiffView } from "./diff-view.ts";
import { LazyRows } from "./lazy-rows.ts";
import { presenceTable } from "./presence-table.ts";
import type { Block, Cell, Column, Report, Table } from "./report.ts";
import { pointsOf } from "./row-points.ts";
import { shareCell } from "./table-cells.ts";
import { waterfallTable } from "./waterfall-table.ts";

const SIDE_COLUMNS: readonly Column[] = [
  { id: "mark", title: "", kind: "mark", priority: 0 },
  { id: "symbol", title: "symbol", kind: "name", priority: 0, flexible: true },
  { id: "base", title: "base", kind: "count", priority: 0 },
  { id: "base_share", title: "share", kind: "share", priority: 2 },
  { id: "base_bar", title: "base", kind: "bar", priority: 1 },
  { id: "next", title: "next", kind: "count", priority: 0 },
  { id: "next_share", title: "share", kind: "share", priority: 2 },
  { id: "next_bar", title: "next", kind: "bar", priority: 1 },
  { id: "verdict", title: "verdict", kind: "verdict", priority: 0 },
];

/** What a screen shows of a comparison. */
export interface DiffScreenView extends DiffView {
  /** Groups in their order. */
  readonly groups: ArrayLike<number>;
}

/**
 * Reports a comparison for browsing: the facts and notes of `reportDiff`, and as tables the changes, both sides beside
 * each other, what is new and what is gone, groups, and the waterfall.
 */
export function reportDiffScreen(result: DiffResult, view: DiffScreenView): Report {
  const whole = reportDiff(result, view);
  const { symbols: shown, groups, filter } = view;
  const tables: Table[] = [
    symbolTable(result, shown, filter),
    sideTable(result, shown),
    presenceTable(result, shown, "new", filter),
    presenceTable(result, shown, "gone", filter),
    ...(result.groups.length > 1 ? [groupTable(result, groups)] : []),
    waterfallTable(result),
  ];
  const others = (kind: Block["kind"]): Block[] => whole.blocks.filter((block) => block.kind === kind);
  return { ...whole, blocks: [...others("facts"), ...tables, ...others("notes")] };
}

/** Both bars of a row have one scale, so that their lengths can be compared. */
function sideTable(result: DiffResult, indices: ArrayLike<number>): Table {
  const { symbols, margin } = result;
  let largest = 0;
  for (let i = 0; i < indices.length; i++) {
    largest = Math.max(largest, symbols.base[indices[i]], symbols.next[indices[i]]);
  }
  return {
    kind: "table",
    id: "sides",
    main: false,
    columns: SIDE_COLUMNS,
    rows: new LazyRows(
      indices.length,
      (i) => sideCells(symbols.at(indices[i]), largest, margin),
      (i) => symbols.nameAt(indices[i]),
    ),
    omitted: null,
  };
}

function sideCells(row: SymbolRow, largest: number, margin: number): Cell[] {
  const { share } = pointsOf(row);
  return [
    ...identityCells(row),
    { kind: "count", ...row.base },
    shareCell(share.base),
    { kind: "bar", fraction: row.base.point / largest },
    { kind: "count", ...row.next },
    shareCell(share.next),
    { kind: "bar", fraction: row.next.point / largest },
    verdictCell(row, margin, row.presence),
  ];
}
