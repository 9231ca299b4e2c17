import { KERNEL_FUNCTIONS } from "../kernel/functions.ts";
import { LAST_BUCKETS } from "../profiler/last-buckets.ts";
import type { Simulation, SymbolAccount } from "../simulation.ts";
import type { CalibratedCost, Calibration, LeftOut } from "./calibration.ts";
import { chiSquareOf, type DepthRow, fitDepth } from "./depth-fit.ts";
import { CYCLES_PER_TICK_SECOND, type MailListing, NO_SG_LISTING, SG_LISTING } from "./mail-listings.ts";
import { printedTicks } from "./printed-ticks.ts";
import { fitShownRows, leaveEachOut, type ShownRow } from "./shown-rows.ts";

/** Simulates one of the two calibration listings at a depth K with given warm cycles. */
export type Measure = (variant: string, depth: number, cycles: Float64Array) => Simulation;

/** The part of the unlisted ticks that belongs to acknowledgements and interrupts [P], 0.2-0.4. */
const ACKNOWLEDGEMENT_PART = 0.3;
const MOD_TIMER_TAIL = LAST_BUCKETS.mod_timer.part;
/** Rounds: warm cycles change when things happen, so counts are taken again with the first round's costs. */
const ROUNDS = 2;

const COPIES = ["file_read_actor", "csum_partial_copy_generic"] as const;
/** Groups whose unlisted functions share the unlisted ticks, and on which side of the division they stand. */
const SEGMENT_SIDE = ["segment", "free"];
const ACKNOWLEDGEMENT_SIDE = ["interrupt", "acknowledgement", "schedule"];

/**
 * Fits what the design allows, and nothing else: K by the four copy rows; the warm cycles of each listed function by its
 * rows in the two listings (least squares, each row weighted by its sampling variance); the unlisted functions by what
 * the listings leave, divided between segment and acknowledgement by a prior; page allocation by the second total.
 * Misses at the calibration point are taken out, so the constants are warm ones.
 */
export function calibrate(
  measure: Measure,
  depths: readonly number[],
): Omit<Calibration, "listings" | "placements" | "wraps"> {
  let cycles = Float64Array.from(KERNEL_FUNCTIONS, (fn) => fn.cycles);
  const trials = depths.map((segments) => ({ segments, rows: measureCopies(measure, segments, cycles) }));
  const depth = fitDepth(trials);
  const leftOut: LeftOut[] = [];
  let functions: Record<string, CalibratedCost> = {};
  const notes: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    notes.length = 0;
    const pairs = [NO_SG_LISTING, SG_LISTING].map((listing) => ({
      listing,
      simulation: measure(listing.variant, depth.segments, cycles),
    }));
    leftOut.length = 0;
    functions = fitFunctions(pairs, cycles, notes, leftOut);
    cycles = Float64Array.from(KERNEL_FUNCTIONS, (fn) => functions[fn.name]?.cycles ?? fn.cycles);
  }
  let chiSquare = 0;
  let rows = 0;
  for (const listing of [NO_SG_LISTING, SG_LISTING]) {
    const simulation = measure(listing.variant, depth.segments, cycles);
    for (const [name, ticks] of Object.entries(listing.rows)) {
      chiSquare += (printedTicks(simulation, name).mean - ticks) ** 2 / ticks;
      rows++;
    }
  }
  return {
    segments: depth.segments,
    interval: depth.interval,
    depth: trials.map((trial) => ({ segments: trial.segments, chiSquare: chiSquareOf(trial) })),
    chiSquare,
    rows,
    functions,
    leftOut: [...depth.leftOut, ...leftOut],
    notes,
  };
}

function find(simulation: Simulation, name: string): SymbolAccount | undefined {
  return simulation.symbols.find((symbol) => symbol.name === name);
}

/** The four copy rows at one depth; a row varies by its own sampling and by where the pages of the mail's run lay. */
function measureCopies(measure: Measure, depth: number, cycles: Float64Array): DepthRow[] {
  return [NO_SG_LISTING, SG_LISTING].flatMap(({ variant, rows }) => {
    const simulation = measure(variant, depth, cycles);
    return COPIES.map((name) => {
      const { mean, sd } = find(simulation, name)?.ticks ?? { mean: 0, sd: 0 };
      const measured = rows[name];
      return { figure: `${variant}/${name}`, measured, simulated: mean, variance: measured + sd ** 2 };
    });
  });
}

interface Pair {
  readonly listing: MailListing;
  readonly simulation: Simulation;
}

function fitFunctions(
  pairs: readonly Pair[],
  cycles: Float64Array,
  notes: string[],
  leftOut: LeftOut[],
): Record<string, CalibratedCost> {
  const fitted: Record<string, CalibratedCost> = {};
  for (const [fn, { name, group }] of KERNEL_FUNCTIONS.entries()) {
    if (group === "copy" || group === "driver" || group === "user") continue;
    const rows = shownRows(name, pairs, cycles[fn]);
    if (rows.length === 0) continue;
    leftOut.push(...leaveEachOut(rows));
    const from = rows.map(({ figure, ticks }) => `${figure} ${Math.round(ticks)}`).join(", ");
    fitted[name] = { ...fitShownRows(rows), from };
  }
  const [copied, gathered] = pairs;
  const rest = copied.listing.total - sumWith(copied, fitted, cycles, []);
  const segmentSide = unlisted(SEGMENT_SIDE, fitted);
  const acknowledgementSide = unlisted(ACKNOWLEDGEMENT_SIDE, fitted);
  apportion(copied, fitted, cycles, segmentSide, rest * (1 - ACKNOWLEDGEMENT_PART));
  apportion(copied, fitted, cycles, acknowledgementSide, rest * ACKNOWLEDGEMENT_PART);
  const pageSide = unlisted(["page"], fitted);
  const pageTicks = gathered.listing.total - sumWith(gathered, fitted, cycles, pageSide);
  notes.push(
    `unlisted ticks to divide: ${rest.toFixed(0)}; left for page allocation: ${pageTicks.toFixed(0)}`,
  );
  apportion(gathered, fitted, cycles, pageSide, pageTicks);
  return fitted;
}

/** The rows of one function in the listings that show it; mod_timer's is its hot last bucket alone. */
function shownRows(name: string, pairs: readonly Pair[], now: number): ShownRow[] {
  const isTail = name === "mod_timer";
  const row = isTail ? "del_timer" : name;
  const unit = CYCLES_PER_TICK_SECOND / (isTail ? MOD_TIMER_TAIL : 1);
  return pairs.flatMap(({ listing, simulation }) => {
    const shown = listing.rows[row];
    const symbol = find(simulation, name);
    if (shown === undefined || symbol === undefined) return [];
    return {
      figure: `${listing.variant}/${row}`,
      ticks: shown,
      calls: symbol.calls / unit,
      others: (symbol.cycles - now * symbol.calls) / unit,
    };
  });
}

/** Functions of these groups that no row decides. */
function unlisted(groups: readonly string[], fitted: Readonly<Record<string, CalibratedCost>>): string[] {
  return KERNEL_FUNCTIONS.filter(({ name, group }) => groups.includes(group) && !(name in fitted)).map(
    ({ name }) => name,
  );
}

/**
 * Sums the ticks of a listing's kernel text: printed ones where the listing prints the row, simulated ones elsewhere,
 * but for the functions that are still to be apportioned.
 */
function sumWith(
  pair: Pair,
  fitted: Readonly<Record<string, CalibratedCost>>,
  cycles: Float64Array,
  without: string[],
): number {
  const open = new Set([
    ...without,
    ...(without.length === 0 ? unlisted([...SEGMENT_SIDE, ...ACKNOWLEDGEMENT_SIDE], fitted) : []),
  ]);
  let sum = 0;
  for (const [fn, { name, group }] of KERNEL_FUNCTIONS.entries()) {
    if (group === "driver" || group === "user" || open.has(name)) continue;
    const printed = name === "mod_timer" ? undefined : pair.listing.rows[name];
    const symbol = find(pair.simulation, name);
    const change = ((fitted[name]?.cycles ?? cycles[fn]) - cycles[fn]) * (symbol?.calls ?? 0);
    sum += printed ?? ((symbol?.cycles ?? 0) + change) / CYCLES_PER_TICK_SECOND;
  }
  return sum;
}

/** Scales the warm cycles of functions by one factor, so that with their misses they come to `ticks`. */
function apportion(
  { simulation }: Pair,
  fitted: Record<string, CalibratedCost>,
  cycles: Float64Array,
  names: readonly string[],
  ticks: number,
): void {
  let warm = 0;
  let others = 0;
  for (const [fn, { name }] of KERNEL_FUNCTIONS.entries()) {
    const symbol = names.includes(name) ? find(simulation, name) : undefined;
    if (symbol === undefined) continue;
    warm += cycles[fn] * symbol.calls;
    others += symbol.cycles - cycles[fn] * symbol.calls;
  }
  const factor = Math.max(0, ticks * CYCLES_PER_TICK_SECOND - others) / warm;
  for (const [fn, { name }] of KERNEL_FUNCTIONS.entries()) {
    if (!names.includes(name)) continue;
    const from = `its share of ${ticks.toFixed(0)} unlisted ticks in ${simulation.variant.name}`;
    fitted[name] = { cycles: cycles[fn] * factor, error: null, from };
  }
}
