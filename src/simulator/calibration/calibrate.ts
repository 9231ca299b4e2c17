import type { DriverBuild } from "../kernel/build-addresses.ts";
import { KERNEL_FUNCTIONS } from "../kernel/functions.ts";
import type { Simulation } from "../simulation.ts";
import type { SimulationParameters } from "../simulation-parameters.ts";
import { fitAccess } from "./access-fit.ts";
import type { FittedValue } from "./bounded-fit.ts";
import type { Calibration, FittedCost, LeftOut } from "./calibration.ts";
import {
  ACCESS_PRIOR,
  COPY_PRIORS,
  expectedCosts,
  FITTED_COSTS,
  type FittedName,
  toCosts,
} from "./copy-costs.ts";
import { type CopySimulations, fitCopies, leaveCopiesOut, tryCopies } from "./copy-fit.ts";
import { fitFunctions } from "./function-fit.ts";
import { BUILT_IN_LISTING, NO_SG_LISTING, SG_LISTING } from "./mail-listings.ts";

/** Simulates a variant with some parameters changed and with given warm cycles. */
export type Measure = (
  variant: string,
  change: Partial<SimulationParameters>,
  cycles: Float64Array,
) => Simulation;

/** What a round of simulations runs with. */
interface Setting {
  readonly costs: Readonly<Record<FittedName, number>>;
  readonly cycles: Float64Array;
}

/** Rows of the first two listings among all figures. */
const LISTED = /^(no-sg|sg-csum)\//;

/**
 * Fits what the design allows, and nothing else: the copies' costs within their ranges to the four copy rows of the first
 * two listings, the two copies of the third one and the page-aligned pair; K by the four rows alone; a programmed access
 * by the third listing's driver; the kernel's functions by the first two listings (fitFunctions).
 *
 * A first round at the middle one of the depths brings costs near. Then all depths are tried, with the third listing and
 * the pair as they are at the middle one, since they decide no depth; and the best one once more with all of them.
 */
export function calibrate(
  measure: Measure,
  depths: readonly number[],
): Omit<Calibration, "listings" | "placements" | "wraps"> {
  const middle = depths[Math.floor(depths.length / 2)];
  const expected: Setting = {
    costs: { ...expectedCosts(), "cost.programmedIo": ACCESS_PRIOR.expected },
    cycles: Float64Array.from(KERNEL_FUNCTIONS, (fn) => fn.cycles),
  };
  const first = take(measure, middle, expected, [...LISTINGS, ...OTHERS]);
  const near = refine(expected, first, fitCopies([tryCopies(middle, expected.costs, first)]).costs);
  const others = take(measure, middle, near, OTHERS);
  const trials = depths.map((segments) =>
    tryCopies(segments, near.costs, { ...take(measure, segments, near, LISTINGS), ...others }),
  );
  const { segments } = fitCopies(trials);
  const best = take(measure, segments, near, [...LISTINGS, ...OTHERS]);
  const all = trials.map((trial) =>
    trial.segments === segments ? tryCopies(segments, near.costs, best) : trial,
  );
  const copies = fitCopies(all);
  const access = fitAccess(best.builtIn);
  const { functions, leftOut, notes } = fitFunctions(pairsOf(best), near.cycles);
  const used = [...leaveCopiesOut(all), ...access.leftOut, ...leftOut];
  return {
    segments: copies.segments,
    interval: copies.interval,
    depth: copies.depth,
    costs: nameCosts([...copies.costs, access.cost]),
    ...chiSquareOfRows(used),
    functions,
    leftOut: used,
    notes,
  };
}

/** What is simulated at a depth, as copy-fit names it. */
const RUNS = {
  copied: { variant: NO_SG_LISTING.variant, driver: "module" },
  gathered: { variant: SG_LISTING.variant, driver: "module" },
  builtIn: { variant: BUILT_IN_LISTING.variant, driver: "built-in" },
  pageChoose: { variant: "sg-page-choose", driver: "module" },
  pageChecksum: { variant: "sg-page-csum", driver: "module" },
} as const satisfies Record<keyof CopySimulations, { variant: string; driver: DriverBuild }>;
/** The first two listings, which decide the depth; and the third one and the page-aligned pair, which do not. */
const LISTINGS = ["copied", "gathered"] as const;
const OTHERS = ["builtIn", "pageChoose", "pageChecksum"] as const;

function take<Name extends keyof CopySimulations>(
  measure: Measure,
  segments: number,
  { costs, cycles }: Setting,
  names: readonly Name[],
): Pick<CopySimulations, Name> {
  const simulations = names.map((name) => {
    const { variant, driver } = RUNS[name];
    return [name, measure(variant, { ...costs, "tcp.depth": segments, "nic.driver": driver }, cycles)];
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one simulation for each of the names
  return Object.fromEntries(simulations) as Pick<CopySimulations, Name>;
}

function pairsOf({ copied, gathered }: CopySimulations): Parameters<typeof fitFunctions>[0] {
  return [
    { listing: NO_SG_LISTING, simulation: copied },
    { listing: SG_LISTING, simulation: gathered },
  ];
}

/** Returns the next round's setting. */
function refine({ cycles }: Setting, simulations: CopySimulations, copies: readonly FittedValue[]): Setting {
  const { functions } = fitFunctions(pairsOf(simulations), cycles);
  return {
    costs: {
      ...toCosts(copies.map(({ value }) => value)),
      "cost.programmedIo": fitAccess(simulations.builtIn).cost.value,
    },
    cycles: Float64Array.from(KERNEL_FUNCTIONS, (fn) => functions[fn.name]?.cycles ?? fn.cycles),
  };
}

function nameCosts(values: readonly FittedValue[]): Record<FittedName, FittedCost> {
  const priors = { ...COPY_PRIORS, "cost.programmedIo": ACCESS_PRIOR };
  const costs = FITTED_COSTS.map((name, i): [FittedName, FittedCost] => {
    const { low, high } = priors[name];
    return [name, { ...values[i], low, high }];
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- FITTED_COSTS lists every FittedName
  return Object.fromEntries(costs) as Record<FittedName, FittedCost>;
}

/** Chi-square of all rows of the first two listings, each by its own sampling. */
function chiSquareOfRows(used: readonly LeftOut[]): { chiSquare: number; rows: number } {
  const rows = used.filter(({ figure }) => LISTED.test(figure));
  return {
    chiSquare: rows.reduce((sum, { fitted, measured }) => sum + (fitted - measured) ** 2 / measured, 0),
    rows: rows.length,
  };
}
