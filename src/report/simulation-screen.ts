import { LazyRows } from "./lazy-rows.ts";
import type { Cell, Column, Report, Table } from "./report.ts";
import { reportSimulation } from "./simulation-report.ts";
import type { SimulationView } from "./simulation-view.ts";
import type { StatedLoad } from "./stated-load.ts";
import { EMPTY, nameCell } from "./table-cells.ts";

const LOAD_COLUMNS: readonly Column[] = [
  { id: "source", title: "CPU load of", kind: "name", priority: 0, flexible: true },
  { id: "load", title: "load", kind: "share", priority: 0 },
  { id: "bar", title: "0 to the largest", kind: "bar", priority: 0 },
  { id: "interval", title: "95%", kind: "shareInterval", priority: 1 },
];

/** Reports a simulation for browsing: its listing, its misses by symbol, level and cause, and the loads of all that was run so far. */
export function reportSimulationScreen(view: SimulationView, loads: readonly StatedLoad[]): Report {
  const listing = reportSimulation(view, { misses: false });
  const misses = reportSimulation(view, { misses: true });
  return {
    ...listing,
    blocks: [
      ...listing.blocks.filter(({ kind }) => kind === "facts"),
      ...tables(listing),
      ...tables(misses),
      loadTable(loads),
      ...listing.blocks.filter(({ kind }) => kind === "notes"),
    ],
  };
}

function loadTable(loads: readonly StatedLoad[]): Table {
  const largest = Math.max(...loads.map(({ percent, interval }) => Math.max(percent, interval?.high ?? 0)));
  return {
    kind: "table",
    id: "loads",
    main: false,
    columns: LOAD_COLUMNS,
    rows: new LazyRows(loads.length, (i) => loadCells(loads[i], largest)),
    omitted: null,
  };
}

function loadCells({ title, percent, interval }: StatedLoad, largest: number): Cell[] {
  return [
    nameCell(title),
    { kind: "share", fraction: percent / 100 },
    { kind: "bar", fraction: percent / largest },
    interval === null
      ? EMPTY
      : { kind: "shareInterval", low: interval.low / 100, high: interval.high / 100, level: interval.level },
  ];
}

function tables(report: Report): Table[] {
  return report.blocks.filter((block) => block.kind === "table");
}
