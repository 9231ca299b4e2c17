import type { Calibration } from "../simulator/calibration/calibration.ts";
import type { Band, ValidatedFigure } from "../simulator/calibration/validated-figure.ts";
import { toJsonNumber } from "./json-number.ts";
import { NoteList } from "./note-list.ts";
import type { Cell, Column, Report, Table } from "./report.ts";
import { deviationOf, spreadJson } from "./simulation-view.ts";
import { EMPTY, numberCell } from "./table-cells.ts";

/** The figures of a validation, and the calibration that some of them were used for. */
export interface Validation {
  readonly figures: readonly ValidatedFigure[];
  readonly calibration: Calibration;
  readonly seeds: readonly number[];
}

const COLUMNS: readonly Column[] = [
  { id: "figure", title: "figure", kind: "name", priority: 0, flexible: true },
  { id: "measured", title: "mail", kind: "number", priority: 0 },
  { id: "simulated", title: "simulated", kind: "number", priority: 0 },
  { id: "sd", title: "±", kind: "number", priority: 1 },
  { id: "residual", title: "residual", kind: "number", priority: 0 },
  { id: "role", title: "role", kind: "text", priority: 0 },
  { id: "within", title: "band", kind: "text", priority: 0 },
  { id: "unit", title: "unit", kind: "text", priority: 4 },
  { id: "source", title: "source", kind: "text", priority: 5 },
  ...["band_low", "band_high"].map(
    (id): Column => ({ id, title: id, kind: "number", priority: 9, hidden: true }),
  ),
];

const DIGITS: Readonly<Record<ValidatedFigure["unit"], number>> = {
  ticks: 0,
  percent: 2,
  points: 2,
  ratio: 3,
  "per second": 0,
};

/** Reports every published figure beside its simulation, and how well K is known. */
export function reportValidation(validation: Validation): Report {
  const { figures } = validation;
  const notes = validationNotes(validation);
  return {
    schema: "zcprof.validation/1",
    toJson: () => validationJson(validation, notes),
    blocks: [summaryFacts(validation), depthTable(validation), figureTable(figures), notes.toBlock()],
  };
}

function outsideOf(figures: readonly ValidatedFigure[]): ValidatedFigure[] {
  return figures.filter(({ isWithin }) => isWithin === false);
}

function summaryFacts({ figures, calibration, seeds }: Validation): Report["blocks"][number] {
  const predicted = figures.filter(({ role }) => role === "predicted");
  const banded = figures.filter(({ band }) => band !== null);
  const outside = outsideOf(figures);
  const rows = [
    ["figures", `${figures.length}, of which ${predicted.length} are predicted`],
    [
      "bands",
      `${banded.length - outside.length} of ${banded.length} kept, ${outsideOf(predicted).length} of ${outside.length} left by predicted figures`,
    ],
    ["placements", `${seeds.length}, seeds ${seeds[0]} to ${seeds[seeds.length - 1]}`],
    [
      "fit",
      `chi-square ${calibration.chiSquare} over the ${calibration.rows} rows of the first two listings`,
    ],
    ["K", `${calibration.segments} segments in flight`],
  ];
  return {
    kind: "facts",
    rows: rows.map(([label, text]) => ({ label, cells: [{ kind: "text", text }] })),
  };
}

/** Chi-square of the copy rows against the depth of the send queue: how well the one fitted count is known. */
function depthTable({ calibration }: Validation): Table {
  const worst = Math.max(...calibration.depth.map(({ chiSquare }) => chiSquare));
  return {
    kind: "table",
    id: "depth",
    main: false,
    columns: [
      { id: "segments", title: "K", kind: "number", priority: 0 },
      { id: "chi_square", title: "chi-square, copy rows", kind: "number", priority: 0 },
      { id: "bar", title: "", kind: "bar", priority: 1 },
    ],
    rows: calibration.depth.map(({ segments, chiSquare }): Cell[] => [
      numberCell(segments, 0),
      numberCell(chiSquare, 2),
      { kind: "bar", fraction: chiSquare / worst },
    ]),
    omitted: null,
  };
}

function figureTable(figures: readonly ValidatedFigure[]): Table {
  return {
    kind: "table",
    id: "figures",
    main: true,
    columns: COLUMNS,
    rows: figures.map(figureCells),
    omitted: null,
  };
}

function figureCells(figure: ValidatedFigure): Cell[] {
  const digits = DIGITS[figure.unit];
  const sd = deviationOf(figure.simulated);
  return [
    { kind: "name", text: figure.id },
    numberCell(figure.measured, digits),
    numberCell(figure.simulated.mean, digits),
    sd === null ? EMPTY : numberCell(sd, digits),
    numberCell(figure.residual, digits),
    { kind: "text", text: figure.role, brief: figure.role === "calibrated" ? "cal." : "pred." },
    bandCell(figure),
    { kind: "text", text: figure.unit },
    { kind: "text", text: figure.source },
    figure.band === null ? EMPTY : numberCell(figure.band.low, digits),
    figure.band === null ? EMPTY : numberCell(figure.band.high, digits),
  ];
}

function bandCell({ isWithin }: ValidatedFigure): Cell {
  if (isWithin === null) return EMPTY;
  return isWithin ? { kind: "text", text: "kept" } : { kind: "text", text: "LEFT", tone: "strong" };
}

function validationNotes({ figures }: Validation): NoteList {
  const notes = new NoteList();
  notes.add({
    code: "validation/roles",
    message:
      "Calibrated (cal.): some parameter was set with this figure in view, by the fit or by hand, so that its residual tests nothing; predicted (pred.): none was.",
  });
  notes.add({
    code: "validation/offset",
    message:
      "The mail's takes of one load lie up to 1.0 apart, so loads are held to bands as differences, or anchored at sg-csum.",
  });
  for (const { id, band, simulated, unit } of outsideOf(figures)) {
    notes.add({
      code: "validation/outside",
      message: `${id}: ${simulated.mean.toFixed(DIGITS[unit])} is not ${describeBand(band, DIGITS[unit])}.`,
    });
  }
  return notes;
}

function describeBand(band: Band | null, digits: number): string {
  if (band === null) return "bounded";
  if (band.high === Infinity) return `above ${band.low.toFixed(digits)}`;
  return `between ${band.low.toFixed(digits)} and ${band.high.toFixed(digits)}`;
}

function validationJson(
  { figures, calibration, seeds }: Validation,
  notes: NoteList,
): Record<string, unknown> {
  return {
    schema: "zcprof.validation/1",
    seeds,
    figures: figures.map(({ simulated, band, ...figure }) => ({
      ...figure,
      simulated: spreadJson(simulated),
      band: band && { low: toJsonNumber(band.low), high: toJsonNumber(band.high) },
    })),
    summary: {
      figures: figures.length,
      predicted: figures.filter(({ role }) => role === "predicted").length,
      withBand: figures.filter(({ band }) => band !== null).length,
      outside: outsideOf(figures).map(({ id }) => id),
      depth: { fitted: calibration.segments, chiSquares: calibration.depth },
      chiSquare: calibration.chiSquare,
      rows: calibration.rows,
    },
    notes: notes.toJson(),
  };
}
