import type { DiffResult } from "../analysis/diff-result.ts";
import type { GateResult } from "../analysis/gate.ts";
import { verdictCell } from "./diff-verdict.ts";
import type { DiffView } from "./diff-view.ts";
import { outcomeCells } from "./gate-facts.ts";
import type { Block, Cell, Column, Facts, Report, Table } from "./report.ts";
import { isListedTwice, pointsOf } from "./row-points.ts";
import { labelOf } from "./several-table.ts";
import { totalCells } from "./total-cells.ts";

interface Compared {
  readonly result: DiffResult;
  readonly view: DiffView;
}

/** Rows of symbols that a reviewer is shown before unfolding anything. */
const MOST_SYMBOLS = 10;

/**
 * Reports comparisons for whoever reviews a change: what was decided, by which limits and which symbols; the report of the
 * comparison itself is folded away under it.
 */
export function reportForReview(report: Report, comparisons: readonly Compared[]): Report {
  const several = comparisons.length > 1;
  const rest = report.blocks.filter((block) => !isGate(block));
  return {
    ...report,
    blocks: [
      headline(comparisons),
      ...(comparisons.some(({ view }) => view.gate) ? [limitTable(comparisons, several)] : []),
      ...comparisons.flatMap(({ result, view }, i) => decidedTable(result, view, several ? i : null)),
      ...rest.map((block): Block => ({ ...block, folded: "All rows, groups and notes" })),
    ],
  };
}

function headline(comparisons: readonly Compared[]): Facts {
  const verdict = sayGates(comparisons.flatMap(({ view: { gate } }) => gate ?? []));
  const totals = comparisons.map(({ result }) => sayTotal(result));
  if (totals.length === 1) return { kind: "facts", rows: [{ label: verdict, cells: totals[0] }] };
  return {
    kind: "facts",
    rows: [
      { label: verdict, cells: [{ kind: "text", text: `${totals.length} comparisons with one base` }] },
      ...totals.map((cells, i) => ({ label: labelOf(i), cells })),
    ],
  };
}

function sayTotal({ total, base, margin, basis, runs }: DiffResult): Cell[] {
  return [
    { kind: "text", text: "total" },
    ...totalCells(total, base.unit),
    ...(total.interval === null ? [] : [{ kind: "interval" as const, ...total.interval, digits: 3 }]),
    verdictCell(total, margin),
    { kind: "text", text: BASES[basis] ?? `${runs.base} against ${runs.next} runs` },
  ];
}

// No verdict without what it rests on.
const BASES: Readonly<Partial<Record<DiffResult["basis"], string>>> = {
  sampling: "sampling noise only: repeat the runs to know",
  "noise-file": "noise from a file",
  none: "no counts, so nothing is tested",
};

/** The verdict of all limits in words; the exit code of an undecided one may have been chosen by --inconclusive. */
export function sayGates(gates: readonly GateResult[]): string {
  if (gates.length === 0) return "zcprof";
  const has = (wanted: string): boolean =>
    gates.some(({ outcomes }) => outcomes.some(({ decision }) => decision === wanted));
  if (has("exceeded")) return "zcprof: a limit is exceeded";
  if (!has("undecided")) return "zcprof: every limit is kept";
  const codes = gates.map(({ exitCode }) => exitCode);
  const counts = codes.includes(1)
    ? ", which counts as exceeded"
    : codes.includes(3)
      ? ""
      : ", which counts as kept";
  return `zcprof: a limit could not be decided${counts}`;
}

function limitTable(comparisons: readonly Compared[], several: boolean): Table {
  const next: Column[] = several ? [{ id: "comparison", title: "", kind: "text", priority: 0 }] : [];
  return {
    kind: "table",
    id: "limits",
    main: false,
    columns: [
      ...next,
      { id: "limit", title: "limit", kind: "name", priority: 0 },
      { id: "decision", title: "", kind: "text", priority: 0 },
      { id: "change", title: "found", kind: "text", priority: 0 },
      { id: "decider", title: "decided by", kind: "name", priority: 1 },
      { id: "why", title: "why", kind: "text", priority: 0 },
    ],
    rows: comparisons.flatMap(({ result, view: { gate } }, i) =>
      (gate?.outcomes ?? []).map((outcome): Cell[] => [
        ...(several ? [{ kind: "text" as const, text: labelOf(i) }] : []),
        ...outcomeCells(outcome, result.base.unit),
      ]),
    ),
    omitted: null,
  };
}

function decidedTable(result: DiffResult, { symbols: shown }: DiffView, place: number | null): Table[] {
  const { symbols, margin } = result;
  const decided: number[] = [];
  for (let i = 0; i < shown.length; i++) if (symbols.directionAt(shown[i]) !== 0) decided.push(shown[i]);
  if (decided.length === 0) return [];
  const more = decided.length - MOST_SYMBOLS;
  return [
    {
      kind: "table",
      id: "decided",
      main: false,
      columns: [
        {
          id: "symbol",
          title: place === null ? "changed" : `changed in ${labelOf(place)}`,
          kind: "name",
          priority: 0,
        },
        { id: "base", title: "base", kind: "count", priority: 0 },
        { id: "next", title: "next", kind: "count", priority: 0 },
        { id: "delta", title: "Δ", kind: "change", priority: 0 },
        { id: "ratio", title: "ratio", kind: "ratio", priority: 0 },
        { id: "verdict", title: "verdict", kind: "verdict", priority: 0 },
      ],
      rows: decided.slice(0, MOST_SYMBOLS).map((index): Cell[] => {
        const row = symbols.at(index);
        return [
          { kind: "name", text: row.symbol },
          { kind: "count", ...row.base },
          { kind: "count", ...row.next },
          { kind: "change", ...row.delta, isListed: isListedTwice(row) },
          { kind: "ratio", point: pointsOf(row).ratio, ...row.ratioBounds },
          verdictCell(row, margin, row.presence),
        ];
      }),
      omitted: more > 0 ? `${more} more that changed` : null,
    },
  ];
}

// The limits stand in their own table.
function isGate(block: Block): boolean {
  return (
    block.kind === "facts" &&
    block.rows.length > 0 &&
    block.rows.every(({ label }) => label.startsWith("gate"))
  );
}
