import type { SymbolAccount } from "../simulator/simulation.ts";
import type { Cell, Column, Table } from "./report.ts";
import { listKernelSymbols, type SimulationView } from "./simulation-view.ts";
import { numberCell } from "./table-cells.ts";

const COLUMNS: readonly Column[] = [
  { id: "symbol", title: "misses, 1000/s", kind: "name", priority: 0, flexible: true },
  { id: "level", title: "level", kind: "text", priority: 0 },
  { id: "base", title: "base", kind: "number", priority: 0 },
  { id: "next", title: "next", kind: "number", priority: 0 },
  { id: "delta", title: "Δ", kind: "change", priority: 0 },
  { id: "compulsory", title: "Δ first", kind: "change", priority: 1 },
  { id: "capacity", title: "Δ capacity", kind: "change", priority: 1 },
  { id: "coherence", title: "Δ coherence", kind: "change", priority: 1 },
  { id: "conflict", title: "Δ conflict", kind: "change", priority: 1 },
];

const LEVELS = ["l1", "l2"] as const;
const CAUSES = ["Misses", "Compulsory", "Capacity", "Coherence", "Conflict"] as const;

/**
 * Makes the table of how misses changed between two simulations, by symbol, level and cause, the largest change first, in
 * thousands a second of simulated time. Rows without a miss on either side are left out, which changes no sum.
 */
export function missChangeTable(base: SimulationView, next: SimulationView): Table {
  const [before, after] = [base, next].map(
    (view) => new Map(listKernelSymbols(view).map((symbol) => [symbol.name, symbol])),
  );
  const rows = [...new Set([...before.keys(), ...after.keys()])]
    .flatMap((name) =>
      LEVELS.map((level) => ({
        name,
        level,
        from: CAUSES.map((cause) => thousands(before.get(name), `${level}${cause}`)),
        to: CAUSES.map((cause) => thousands(after.get(name), `${level}${cause}`)),
      })),
    )
    .filter(({ from, to }) => from[0] > 0 || to[0] > 0)
    .sort((a, b) => Math.abs(b.to[0] - b.from[0]) - Math.abs(a.to[0] - a.from[0]));
  return {
    kind: "table",
    id: "misses",
    main: false,
    columns: COLUMNS,
    rows: rows.map(({ name, level, from, to }): Cell[] => [
      { kind: "name", text: name },
      { kind: "text", text: level.toUpperCase() },
      numberCell(from[0], 1),
      numberCell(to[0], 1),
      ...CAUSES.map((_, i) => changeCell(to[i] - from[i])),
    ]),
    omitted: null,
  };
}

function thousands(symbol: SymbolAccount | undefined, column: keyof SymbolAccount["totals"]): number {
  return symbol === undefined ? 0 : symbol.totals[column] / 1000;
}

function changeCell(change: number): Cell {
  return { kind: "change", point: change, min: change, max: change, isListed: true };
}
