import type { SymbolAccount } from "../simulator/simulation.ts";
import type { Cell, Column, Facts, Table } from "./report.ts";
import { chooseSymbols, listKernelSymbols, type SimulationView, type SymbolRank } from "./simulation-view.ts";
import { EMPTY, numberCell, shareCell } from "./table-cells.ts";

const COLUMNS: readonly Column[] = [
  { id: "symbol", title: "misses, 1000/s", kind: "name", priority: 0, flexible: true },
  { id: "level", title: "level", kind: "text", priority: 0 },
  { id: "misses", title: "all", kind: "number", priority: 0 },
  { id: "share", title: "share", kind: "share", priority: 0 },
  { id: "compulsory", title: "first", kind: "number", priority: 0 },
  { id: "capacity", title: "capac.", kind: "number", priority: 0 },
  { id: "coherence", title: "coher.", kind: "number", priority: 0 },
  { id: "conflict", title: "confl.", kind: "number", priority: 0 },
  { id: "writebacks", title: "w-backs", kind: "number", priority: 2 },
];

const LEVELS = ["l1", "l2"] as const;

type Level = (typeof LEVELS)[number];

/** A miss of L2 costs many times one of L1, so it ranks. */
const BY_L2: SymbolRank = {
  of: ({ totals }) => totals.l2Misses,
  say: (sum) => `${(sum / 1000).toFixed(1)} thousand L2 misses/s`,
};

/** Says what all symbols missed, those that the table leaves out included: what its shares are of. */
export function missTotals(view: SimulationView): Facts["rows"][number] {
  const [l1, l2] = LEVELS.map((level) => (sumOf(view, level) / 1000).toFixed(1));
  return { label: "misses", cells: [{ kind: "text", text: `L1 ${l1}, L2 ${l2} thousand/s` }] };
}

/** Shows the misses of each symbol by level and cause, in thousands a second of simulated time, by misses of L2. */
export function missTable(view: SimulationView): Table {
  const { shown, omitted } = chooseSymbols(view, BY_L2);
  const sums = { l1: sumOf(view, "l1"), l2: sumOf(view, "l2") };
  return {
    kind: "table",
    id: "misses",
    main: true,
    columns: COLUMNS,
    rows: shown.flatMap((symbol) => LEVELS.map((level) => levelCells(symbol, level, sums[level]))),
    omitted,
  };
}

function sumOf(view: SimulationView, level: Level): number {
  return listKernelSymbols(view).reduce((sum, { totals }) => sum + totals[`${level}Misses`], 0);
}

function thousands(count: number): Cell {
  return numberCell(count / 1000, 1);
}

function levelCells({ name, totals }: SymbolAccount, level: Level, sum: number): readonly Cell[] {
  return [
    { kind: "name", text: name },
    { kind: "text", text: level.toUpperCase() },
    thousands(totals[`${level}Misses`]),
    shareCell(totals[`${level}Misses`] / sum),
    thousands(totals[`${level}Compulsory`]),
    thousands(totals[`${level}Capacity`]),
    thousands(totals[`${level}Coherence`]),
    thousands(totals[`${level}Conflict`]),
    // A dirty line goes to memory where L2 drops it.
    level === "l2" ? thousands(totals.writeBacks) : EMPTY,
  ];
}
