import { KERNEL_FUNCTIONS } from "../kernel/functions.ts";
import { LAST_BUCKETS } from "../profiler/last-buckets.ts";
import type { Simulation, SymbolAccount } from "../simulation.ts";
import type { CalibratedCost, LeftOut } from "./calibration.ts";
import { CYCLES_PER_TICK_SECOND, type MailListing } from "./mail-listings.ts";
import { fitShownRows, leaveEachOut, type ShownRow } from "./shown-rows.ts";

/** The part of the unlisted ticks that belongs to acknowledgements and interrupts [P], 0.2-0.4. */
const ACKNOWLEDGEMENT_PART = 0.3;
const MOD_TIMER_TAIL = LAST_BUCKETS.mod_timer.part;

/** Groups whose unlisted functions share the unlisted ticks, and on which side of the division they stand. */
const SEGMENT_SIDE = ["segment", "free"];
const ACKNOWLEDGEMENT_SIDE = ["interrupt", "acknowledgement", "schedule"];

/** Warm cycles by function, each row predicted without itself, and what was left to apportion. */
interface FunctionFit {
  readonly functions: Record<string, CalibratedCost>;
  readonly leftOut: readonly LeftOut[];
  readonly notes: readonly string[];
}

function find(simulation: Simulation, name: string): SymbolAccount | undefined {
  return simulation.symbols.find((symbol) => symbol.name === name);
}

/** A listing with the simulation of its variant. */
export interface Pair {
  readonly listing: MailListing;
  readonly simulation: Simulation;
}

/**
 * Fits the warm cycles of each listed function to its rows in the two listings (least squares, each row weighted by its
 * sampling variance), the unlisted functions to what the listings leave, divided between segment and acknowledgement by
 * a prior, and page allocation to the second total. Misses at the calibration point are taken out, so the constants
 * are warm ones.
 */
export function fitFunctions(pairs: readonly Pair[], cycles: Float64Array): FunctionFit {
  const fitted: Record<string, CalibratedCost> = {};
  const leftOut: LeftOut[] = [];
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
  apportion(gathered, fitted, cycles, pageSide, pageTicks);
  return {
    functions: fitted,
    leftOut,
    notes: [
      `unlisted ticks to divide: ${rest.toFixed(0)}; left for page allocation: ${pageTicks.toFixed(0)}`,
    ],
  };
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
