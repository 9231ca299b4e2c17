import type { SymbolAccount } from "../simulator/simulation.ts";
import type { Cell, Column, Table } from "./report.ts";
import { chooseSymbols, type SimulationView } from "./simulation-view.ts";
import { EMPTY, numberCell } from "./table-cells.ts";

const COLUMNS: readonly Column[] = [
  { id: "symbol", title: "misses, 1000/s", kind: "name", priority: 0, flexible: true },
  { id: "level", title: "level", kind: "text", priority: 0 },
  { id: "misses", title: "all", kind: "number", priority: 0 },
  { id: "compulsory", title: "first", kind: "number", priority: 0 },
  { id: "capacity", title: "capacity", kind: "number", priority: 0 },
  { id: "coherence", title: "coher.", kind: "number", priority: 0 },
  { id: "conflict", title: "conflict", kind: "number", priority: 0 },
  { id: "writebacks", title: "w-backs", kind: "number", priority: 2 },
];

const LEVELS = ["l1", "l2"] as const;

/** Shows the misses of each symbol by level and cause, in thousands a second of simulated time. */
export function missTable(view: SimulationView): Table {
  const { shown, omitted } = chooseSymbols(view);
  return {
    kind: "table",
    id: "misses",
    main: true,
    columns: COLUMNS,
    rows: shown.flatMap((symbol) => LEVELS.map((level) => levelCells(symbol, level))),
    omitted,
  };
}

function thousands(count: number): Cell {
  return numberCell(count / 1000, 1);
}

function levelCells({ name, totals }: SymbolAccount, level: (typeof LEVELS)[number]): readonly Cell[] {
  return [
    { kind: "name", text: name },
    { kind: "text", text: level.toUpperCase() },
    thousands(totals[`${level}Misses`]),
    thousands(totals[`${level}Compulsory`]),
    thousands(totals[`${level}Capacity`]),
    thousands(totals[`${level}Coherence`]),
    thousands(totals[`${level}Conflict`]),
    // A dirty line goes to memory where L2 drops it.
    level === "l2" ? thousands(totals.writeBacks) : EMPTY,
  ];
}
