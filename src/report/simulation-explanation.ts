import type { MissRow, SymbolAccount } from "../simulator/simulation.ts";
import { formatSpread } from "../text/format-spread.ts";
import type { Cell, Column, Report, Table } from "./report.ts";
import { simulationFacts } from "./simulation-facts.ts";
import { countsJson } from "./simulation-json.ts";
import { simulationNotes } from "./simulation-notes.ts";
import { deviationOf, type SimulationView } from "./simulation-view.ts";
import { EMPTY, numberCell, shareCell } from "./table-cells.ts";

/** One line of the sum: what happened how often in a call, and what it cost. */
interface CostLine {
  readonly what: string;
  /** Times a call; null where that has no meaning. */
  readonly count: number | null;
  /** Cycles a call. */
  readonly cycles: number;
}

/**
 * Reports where a symbol's cycles go: first by what happened (these lines add up), then by the data structure that
 * missed, with the causes (these lines add up to all stalls).
 */
export function reportSimulationExplanation(view: SimulationView, symbol: SymbolAccount): Report {
  const notes = simulationNotes(view);
  const lines = costLines(symbol, view);
  return {
    schema: "zcprof.simulation-explanation/1",
    toJson: () => ({
      schema: "zcprof.simulation-explanation/1",
      variant: view.simulation.variant.name,
      machine: view.machine,
      parameters: view.simulation.parameters,
      seeds: view.simulation.seeds,
      symbol: symbol.name,
      group: view.groupOf(symbol.name),
      calls: symbol.calls,
      ticks: { mean: symbol.ticks.mean, sd: deviationOf(symbol.ticks) },
      cyclesPerCall: symbol.cycles / symbol.calls,
      costs: lines,
      structures: symbol.structures.map((row) => ({
        structure: row.structure,
        ...countsJson(row, true),
      })),
      notes: notes.toJson(),
    }),
    blocks: [
      simulationFacts(view),
      {
        kind: "facts",
        rows: [
          {
            label: "explained",
            cells: [
              { kind: "name", text: symbol.name },
              { kind: "text", text: describeTicks(symbol) },
            ],
          },
        ],
      },
      costTable(lines, symbol),
      structureTable(symbol),
      notes.toBlock(),
    ],
  };
}

function describeTicks({ ticks, calls, cycles }: SymbolAccount): string {
  return `${formatSpread(ticks.mean, deviationOf(ticks), 1)} ticks = ${calls.toFixed(0)} calls/s of ${(cycles / calls).toFixed(1)} cycles`;
}

/**
 * Splits a symbol's cycles by what happened. Write-backs, upgrades and page walks have one price each; what is left of
 * the stalls is that of lines that came from L2 (one price, unless reads and stores differ) and from memory.
 */
function costLines(
  { totals, calls, instructionCycles, stallCycles }: SymbolAccount,
  view: SimulationView,
): CostLine[] {
  const { parameters } = view.simulation;
  const line = (what: string, count: number | null, cycles: number): CostLine => ({
    what,
    count: count === null ? null : count / calls,
    cycles: cycles / calls,
  });
  const writeBacks = totals.writeBacks * parameters["cost.writeBack"];
  const upgrades = totals.upgrades * parameters["cost.upgrade"];
  const walks = totals.tlbMisses * parameters["cost.tlbMiss"];
  const fetched = stallCycles - writeBacks - upgrades - walks;
  const fromL2 = totals.l1Misses - totals.l2Misses;
  const l2Cycles = fromL2 * parameters["cost.l2Read"];
  const lines =
    parameters["cost.l2Read"] === parameters["cost.l2Write"]
      ? [
          line("lines from L2", fromL2, l2Cycles),
          line("lines from memory (L2 misses)", totals.l2Misses, fetched - l2Cycles),
        ]
      : [line("lines from L2 or memory", totals.l1Misses, fetched)];
  return [
    line("instructions", null, instructionCycles),
    ...lines,
    line("write-backs of dirty victims", totals.writeBacks, writeBacks),
    line("upgrades of shared lines", totals.upgrades, upgrades),
    line("page walks (TLB misses)", totals.tlbMisses, walks),
  ];
}

const COST_COLUMNS: readonly Column[] = [
  { id: "what", title: "a call", kind: "text", priority: 0, flexible: true },
  { id: "count", title: "times", kind: "number", priority: 0 },
  { id: "each", title: "cycles each", kind: "number", priority: 0 },
  { id: "cycles", title: "cycles", kind: "number", priority: 0 },
  { id: "part", title: "part", kind: "share", priority: 0 },
];

function costTable(lines: readonly CostLine[], { cycles, calls }: SymbolAccount): Table {
  const all = cycles / calls;
  const cells = ({ what, count, cycles: own }: CostLine): readonly Cell[] => [
    { kind: "text", text: what },
    count === null ? EMPTY : numberCell(count, 3),
    count === null ? EMPTY : numberCell(own / count, 1),
    numberCell(own, 1),
    shareCell(own / all),
  ];
  return {
    kind: "table",
    id: "costs",
    main: true,
    columns: COST_COLUMNS,
    rows: [...lines.map(cells), cells({ what: "sum", count: null, cycles: all })],
    omitted: null,
  };
}

const STRUCTURE_COLUMNS: readonly Column[] = [
  { id: "structure", title: "what missed", kind: "text", priority: 0 },
  { id: "l1_misses", title: "L1", kind: "number", priority: 0 },
  { id: "l2_misses", title: "L2", kind: "number", priority: 0 },
  { id: "compulsory", title: "first", kind: "number", priority: 2 },
  { id: "capacity", title: "capac.", kind: "number", priority: 1 },
  { id: "coherence", title: "coher.", kind: "number", priority: 1 },
  { id: "conflict", title: "confl.", kind: "number", priority: 1 },
  { id: "writebacks", title: "w-back", kind: "number", priority: 1 },
  { id: "cycles", title: "cycles", kind: "number", priority: 0 },
  { id: "part", title: "part", kind: "share", priority: 3 },
];

/** The causes shown are those of L2, which cost the most; JSON has both levels. */
function structureTable({ structures, calls, stallCycles, totals }: SymbolAccount): Table {
  const cells = (name: string, row: Omit<MissRow, "structure">): readonly Cell[] => [
    { kind: "text", text: name },
    numberCell(row.l1Misses / calls, 2),
    numberCell(row.l2Misses / calls, 2),
    numberCell(row.l2Compulsory / calls, 2),
    numberCell(row.l2Capacity / calls, 2),
    numberCell(row.l2Coherence / calls, 2),
    numberCell(row.l2Conflict / calls, 2),
    numberCell(row.writeBacks / calls, 2),
    numberCell(row.stallCycles / calls, 1),
    shareCell(row.stallCycles / stallCycles),
  ];
  return {
    kind: "table",
    id: "structures",
    main: false,
    columns: STRUCTURE_COLUMNS,
    rows: [...structures.map((row) => cells(row.structure, row)), cells("all stalls", totals)],
    omitted: null,
  };
}
