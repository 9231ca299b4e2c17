import type { SymbolAccount } from "../simulator/simulation.ts";
import type { Cell, Column, Report, Table } from "./report.ts";
import { simulationFacts } from "./simulation-facts.ts";
import { simulationJson } from "./simulation-json.ts";
import { missTable, missTotals } from "./simulation-misses.ts";
import { simulationNotes } from "./simulation-notes.ts";
import { chooseSymbols, deviationOf, type SimulationView, totalOf } from "./simulation-view.ts";
import { EMPTY, numberCell, shareCell } from "./table-cells.ts";

const COLUMNS: readonly Column[] = [
  { id: "symbol", title: "symbol", kind: "name", priority: 0, flexible: true },
  { id: "ticks", title: "ticks", kind: "number", priority: 0 },
  { id: "ticks_sd", title: "±", kind: "number", priority: 1 },
  { id: "share", title: "share", kind: "share", priority: 0 },
  { id: "bar", title: "", kind: "bar", priority: 5 },
  { id: "calls", title: "calls/s", kind: "number", priority: 4 },
  { id: "cycles", title: "cycles/call", kind: "number", priority: 3 },
  { id: "stall", title: "stalled", kind: "share", priority: 1 },
  { id: "l1_misses", title: "L1 miss/call", kind: "number", priority: 6 },
  { id: "l2_misses", title: "L2 miss/call", kind: "number", priority: 2 },
  { id: "group", title: "group", kind: "name", priority: 7 },
];

/** Reports a simulation: facts, then its symbols, or with `misses` what each of them missed and why. */
export function reportSimulation(view: SimulationView, { misses }: { readonly misses: boolean }): Report {
  const notes = simulationNotes(view);
  return {
    schema: "zcprof.simulation/1",
    toJson: () => simulationJson(view, notes),
    blocks: [
      simulationFacts(view, misses ? [missTotals(view)] : []),
      misses ? missTable(view) : symbolTable(view),
      notes.toBlock(),
    ],
  };
}

function symbolTable(view: SimulationView): Table {
  const { shown, omitted } = chooseSymbols(view);
  const total = totalOf(view).mean;
  const largest = Math.max(0, ...shown.map(({ ticks }) => ticks.mean));
  return {
    kind: "table",
    id: "symbols",
    main: true,
    columns: COLUMNS,
    rows: shown.map((symbol) => symbolCells(symbol, total, largest, view)),
    omitted,
  };
}

function symbolCells(
  symbol: SymbolAccount,
  total: number,
  largest: number,
  view: SimulationView,
): readonly Cell[] {
  const { ticks, calls, cycles, stallCycles, totals, name } = symbol;
  const sd = deviationOf(ticks);
  return [
    { kind: "name", text: name },
    numberCell(ticks.mean, 1),
    sd === null ? EMPTY : numberCell(sd, 1),
    shareCell(ticks.mean / total),
    { kind: "bar", fraction: ticks.mean / largest },
    numberCell(calls, 0),
    numberCell(cycles / calls, 0),
    shareCell(stallCycles / cycles),
    numberCell(totals.l1Misses / calls, 1),
    numberCell(totals.l2Misses / calls, 2),
    { kind: "name", text: view.groupOf(name) },
  ];
}
