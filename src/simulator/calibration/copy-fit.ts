import { functionIndex, KERNEL_FUNCTIONS } from "../kernel/functions.ts";
import type { Simulation } from "../simulation.ts";
import { combineSpreads } from "../spread.ts";
import { type FittedValue, fitWithinBounds, type LinearRow, predictRow } from "./bounded-fit.ts";
import type { LeftOut } from "./calibration.ts";
import { COPY_COSTS, COPY_PRIORS, type CopyCosts } from "./copy-costs.ts";
import { COPY_FUNCTIONS, type CopyFunction, countCopyCosts } from "./copy-counts.ts";
import { chiSquareOf, type DepthTrial, fitDepth } from "./depth-fit.ts";
import {
  BUILT_IN_LISTING,
  CYCLES_PER_TICK_SECOND,
  MAIL_LOADS,
  NO_SG_LISTING,
  SG_LISTING,
} from "./mail-listings.ts";
import { printedTicks } from "./printed-ticks.ts";

/** Simulations of what the copies' costs are fitted on, all at one depth and with one set of costs. */
export interface CopySimulations {
  readonly copied: Simulation;
  readonly gathered: Simulation;
  /** The third listing's: copies chosen, driver built in. */
  readonly builtIn: Simulation;
  readonly pageChoose: Simulation;
  readonly pageChecksum: Simulation;
}

/** The copies' figures as simulated at one depth with some costs. */
export interface CopyTrial {
  readonly segments: number;
  readonly costs: CopyCosts;
  readonly rows: readonly (LinearRow & { readonly figure: string })[];
}

/** The depth and the costs that fit best. */
export interface CopyFit {
  readonly segments: number;
  readonly interval: { readonly least: number; readonly largest: number };
  readonly depth: readonly { readonly segments: number; readonly chiSquare: number }[];
  readonly costs: readonly FittedValue[];
}

/** The four rows that decide the depth; the others decide costs alone. */
const DEPTH_ROWS = /^(no-sg|sg-csum)\//;
/** Half of what the page-aligned pair may differ by, in points of load: its band taken as two deviations. */
const PAIR_ERROR = 0.15;

/** Lays a trial's simulations beside what the mail has: ticks, and for the pair points of load. */
export function tryCopies(segments: number, costs: CopyCosts, simulations: CopySimulations): CopyTrial {
  const { copied, gathered, builtIn, pageChoose, pageChecksum } = simulations;
  const listings = [
    { name: "no-sg", simulation: copied, measured: NO_SG_LISTING.rows },
    { name: "sg-csum", simulation: gathered, measured: SG_LISTING.rows },
  ];
  const third = { name: "built-in", simulation: builtIn, measured: BUILT_IN_LISTING.rows };
  return {
    segments,
    costs,
    rows: [
      ...listings.flatMap((listing) => [
        copyRow(listing, "file_read_actor"),
        copyRow(listing, "csum_partial_copy_generic"),
      ]),
      copyRow(third, "csum_partial_copy_generic"),
      copyRow(third, "__generic_copy_from_user", "__strncpy_from_user"),
      pairRow(pageChoose, pageChecksum),
    ],
  };
}

/** A listing of the mail, as validation names it, with a simulation of it. */
interface Simulated {
  readonly name: string;
  readonly simulation: Simulation;
  readonly measured: Readonly<Record<string, number>>;
}

/** Makes the row of a copy that is printed under the name `printed`. */
function copyRow(
  { name, simulation, measured }: Simulated,
  copy: CopyFunction,
  printed: string = copy,
): CopyTrial["rows"][number] {
  const { mean, sd } = printedTicks(simulation, printed);
  const ticks = simulation.symbols.find((symbol) => symbol.name === copy)?.ticks.mean ?? 0;
  const part = mean / ticks / CYCLES_PER_TICK_SECOND;
  return {
    figure: `${name}/${printed}`,
    measured: measured[printed],
    simulated: mean,
    // Of its own sampling, and of where the pages of the mail's run lay.
    variance: measured[printed] + sd ** 2,
    slopes: slopesOf(simulation, [copy]).map((count) => count * part),
  };
}

function pairRow(choose: Simulation, checksum: Simulation): CopyTrial["rows"][number] {
  const { "cpu.clock": clock, "cpu.count": processors } = choose.parameters;
  const points = 100 / (clock * 1e6 * processors);
  const other = slopesOf(checksum, COPY_FUNCTIONS);
  return {
    figure: "sg-page-choose - sg-page-csum",
    measured: MAIL_LOADS["sg-page-choose"] - MAIL_LOADS["sg-page-csum"],
    simulated: combineSpreads([choose.load, checksum.load], (a, b) => a - b).mean,
    variance: PAIR_ERROR ** 2,
    slopes: slopesOf(choose, COPY_FUNCTIONS).map((count, i) => (count - other[i]) * points),
  };
}

/** Sums over functions how often each cost is paid, a second. */
function slopesOf(simulation: Simulation, names: readonly CopyFunction[]): number[] {
  const counts = names.map((name) =>
    countCopyCosts(simulation, name, KERNEL_FUNCTIONS[functionIndex(name)].cycles),
  );
  return COPY_COSTS.map((cost) => counts.reduce((sum, count) => sum + count[cost], 0));
}

/** Fits the costs at each depth to all figures but one, and takes the depth at which the four copy rows then fit best. */
export function fitCopies(trials: readonly CopyTrial[], without?: string): CopyFit {
  const fits = trials.map((trial) => ({ trial, costs: fitTrial(trial, without) }));
  const depths = fits.map(({ trial, costs }) => depthTrial(trial, costs));
  const { segments, interval } = fitDepth(depths, without);
  return {
    segments,
    interval,
    depth: depths.map((depth) => ({ segments: depth.segments, chiSquare: chiSquareOf(depth, without) })),
    costs: fits.find(({ trial }) => trial.segments === segments)?.costs ?? [],
  };
}

/** Says of each figure what the fit makes of it, and what a fit to the others would have made, at its own depth. */
export function leaveCopiesOut(trials: readonly CopyTrial[]): LeftOut[] {
  const all = fitCopies(trials);
  return trials[0].rows.map(({ figure, measured }) => ({
    figure,
    measured,
    fitted: predictFigure(trials, all, figure),
    withoutIt: predictFigure(trials, fitCopies(trials, figure), figure),
  }));
}

function predictFigure(trials: readonly CopyTrial[], fit: CopyFit, figure: string): number {
  const trial = trials.find(({ segments }) => segments === fit.segments);
  const row = trial?.rows.find((each) => each.figure === figure);
  if (trial === undefined || row === undefined) throw new Error(`no trial has ${figure}`);
  return predictRow(
    row,
    nowOf(trial),
    fit.costs.map(({ value }) => value),
  );
}

function fitTrial(trial: CopyTrial, without?: string): FittedValue[] {
  return fitWithinBounds(
    trial.rows.filter(({ figure }) => figure !== without),
    COPY_COSTS.map((cost) => COPY_PRIORS[cost]),
    nowOf(trial),
  );
}

function depthTrial(trial: CopyTrial, costs: readonly FittedValue[]): DepthTrial {
  const values = costs.map(({ value }) => value);
  return {
    segments: trial.segments,
    rows: trial.rows
      .filter(({ figure }) => DEPTH_ROWS.test(figure))
      .map((row) => ({ ...row, simulated: predictRow(row, nowOf(trial), values) })),
  };
}

function nowOf({ costs }: CopyTrial): number[] {
  return COPY_COSTS.map((cost) => costs[cost]);
}
