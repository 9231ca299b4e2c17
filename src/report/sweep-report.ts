import { NoteList } from "./note-list.ts";
import type { Cell, Column, Report, Table } from "./report.ts";
import { EMPTY, numberCell } from "./table-cells.ts";

/** A mean over placements and its deviation; null for a single one. */
interface SweptFigure {
  readonly mean: number;
  readonly sd: number | null;
}

/** The figures of a cell: the names of `SWEEP_FIGURES`. */
type SweptFigures = Readonly<Record<FigureName, SweptFigure>>;

/** A finished cell. */
export interface SweptCell {
  readonly index: number;
  /** One value an axis. */
  readonly values: readonly (number | string)[];
  readonly figures: SweptFigures;
  readonly isSteady: boolean;
}

/** A sweep as it is shown. */
export interface Sweep {
  readonly grid: {
    readonly variant: string;
    readonly machine: string;
    readonly seeds: readonly number[];
    readonly axes: readonly { readonly name: string; readonly values: readonly (number | string)[] }[];
  };
  readonly cells: readonly SweptCell[];
  /** Cells of the whole grid. */
  readonly size: number;
  /** Which part of the grid was asked for; null for all of it. */
  readonly shard: { readonly index: number; readonly of: number } | null;
  /** The figure that the chart draws. */
  readonly chart: FigureName;
}

export type FigureName = keyof typeof FIGURES;

/** Titles and digits of the figures that a table shows, by falling importance; `scale` is what a printed unit is worth. */
const FIGURES = {
  load: { title: "load %", digits: 2, scale: 1 },
  ticks: { title: "ticks", digits: 0, scale: 1 },
  readCopyTicks: { title: "read copy", digits: 0, scale: 1 },
  sendCopyTicks: { title: "send copy", digits: 0, scale: 1 },
  bytesPerSecond: { title: "MB/s", digits: 2, scale: 1e6 },
  framesPerSecond: { title: "frames/s", digits: 0, scale: 1 },
  sendCopyMissesPerLine: { title: "miss/line", digits: 2, scale: 1 },
  acksPerSecond: { title: "ACKs/s", digits: 0, scale: 1 },
  interruptsPerSecond: { title: "irqs/s", digits: 0, scale: 1 },
  driverTicks: { title: "driver", digits: 0, scale: 1 },
} as const;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the names of the object above
export const SWEEP_FIGURES = Object.keys(FIGURES) as FigureName[];

/** Reports a sweep: a row a cell, with a bar of one figure beside it; cells that are not finished are counted. */
export function reportSweep(sweep: Sweep): Report {
  const notes = sweepNotes(sweep);
  return {
    schema: "zcprof.sweep/1",
    toJson: () => sweepJson(sweep, notes),
    blocks: [sweepFacts(sweep), sweepTable(sweep), notes.toBlock()],
  };
}

function sweepFacts({ grid, cells, size, shard }: Sweep): Report["blocks"][number] {
  const { seeds } = grid;
  const part = shard === null ? "" : `, shard ${shard.index} of ${shard.of}`;
  const rows = [
    ["variant", grid.axes.some(({ name }) => name === "variant") ? "varied" : grid.variant],
    ["machine", grid.axes.some(({ name }) => name === "machine") ? "varied" : grid.machine],
    ["grid", grid.axes.map(({ name, values }) => `${name} (${values.length})`).join(" x ")],
    ["cells", `${cells.length} of ${size}${part}`],
    ["seeds", seeds.length === 1 ? String(seeds[0]) : `${seeds[0]} to ${seeds[seeds.length - 1]}`],
  ];
  return {
    kind: "facts",
    rows: rows.map(([label, text]) => ({ label, cells: [{ kind: "text", text }] })),
  };
}

function sweepTable(sweep: Sweep): Table {
  const { grid, cells, chart, size } = sweep;
  const largest = Math.max(0, ...cells.map(({ figures }) => figures[chart].mean));
  const left = size - cells.length;
  return {
    kind: "table",
    id: "cells",
    main: true,
    columns: [
      ...grid.axes.map(
        ({ name, values }): Column => ({
          id: name,
          title: name,
          kind: values.every((value) => typeof value === "number") ? "number" : "text",
          priority: 0,
        }),
      ),
      ...SWEEP_FIGURES.flatMap((name) => figureColumns(name, chart)),
      { id: "steady", title: "steady", kind: "text", priority: 20, hidden: true },
    ],
    rows: cells.map((cell) => [
      ...cell.values.map(
        (value): Cell =>
          typeof value === "number"
            ? { kind: "number", value, digits: digitsOf(value) }
            : { kind: "text", text: value },
      ),
      ...SWEEP_FIGURES.flatMap((name) => figureCells(cell.figures[name], name, chart, largest)),
      { kind: "text", text: cell.isSteady ? "yes" : "no" },
    ]),
    omitted: left === 0 ? null : `${left} more cells of the grid are not here`,
  };
}

function figureColumns(name: FigureName, chart: FigureName): Column[] {
  const { title } = FIGURES[name];
  const rank = SWEEP_FIGURES.indexOf(name);
  const isCharted = name === chart;
  const columns: Column[] = [
    { id: name, title, kind: "number", priority: isCharted ? 0 : 2 + rank },
    { id: `${name}_sd`, title: "±", kind: "number", priority: isCharted ? 1 : 12 + rank },
  ];
  if (isCharted) columns.push({ id: "bar", title: "", kind: "bar", priority: 0 });
  return columns;
}

function figureCells(
  { mean, sd }: SweptFigure,
  name: FigureName,
  chart: FigureName,
  largest: number,
): Cell[] {
  const { digits, scale } = FIGURES[name];
  const cells = [numberCell(mean / scale, digits), sd === null ? EMPTY : numberCell(sd / scale, digits)];
  return name === chart ? [...cells, { kind: "bar", fraction: mean / largest }] : cells;
}

/** Digits with which a value was typed, four at most. */
function digitsOf(value: number): number {
  return Math.min(4, (String(value).split(".")[1] ?? "").length);
}

function sweepNotes({ grid, cells }: Sweep): NoteList {
  const notes = new NoteList();
  const unsteady = cells.filter(({ isSteady }) => !isSteady).length;
  if (unsteady > 0) {
    notes.add({
      code: "sweep/not-steady",
      message: `In ${unsteady} cells the state was NOT STEADY: their ticks are scaled all the same.`,
      hint: "Raise work.wraps or work.warmUp with --set.",
    });
  }
  if (grid.seeds.length === 1) {
    notes.add({
      code: "simulation/one-placement",
      message: "One placement of pages, which is the largest error of a simulated figure.",
      hint: "--seeds 8 gives mean and deviation.",
    });
  }
  return notes;
}

function sweepJson({ grid, cells, size, shard }: Sweep, notes: NoteList): Record<string, unknown> {
  return {
    schema: "zcprof.sweep/1",
    grid,
    size,
    shard,
    cells: cells.map(({ index, values, figures, isSteady }) => ({
      index,
      values: Object.fromEntries(grid.axes.map(({ name }, i) => [name, values[i]])),
      figures,
      isSteady,
    })),
    notes: notes.toJson(),
  };
}
