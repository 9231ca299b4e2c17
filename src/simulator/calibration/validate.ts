import type { DriverBuild } from "../kernel/build-addresses.ts";
import type { Simulation } from "../simulation.ts";
import { combineSpreads, type Spread } from "../spread.ts";
import {
  BUILT_IN_LISTING,
  MAIL_HEADINGS,
  MAIL_LOADS,
  type MailListing,
  NO_SG_LISTING,
  SG_LISTING,
} from "./mail-listings.ts";
import { printedTicks } from "./printed-ticks.ts";
import { isCalibrated } from "./used-figures.ts";
import { around, type Band, makeFigure, type ValidatedFigure } from "./validated-figure.ts";
import { validateRates } from "./validated-rates.ts";

/** Simulates a variant of the mail with a driver of this kind. */
type Measure = (variant: string, driver: DriverBuild) => Simulation;

/** What was demanded before the simulator was built (docs/simulator.md). */
const BANDS = {
  ratio: { low: 1.06, high: 1.18 },
  readIncrease: { low: 15, high: Infinity },
  checksumIncrease: { low: 0, high: Infinity },
  loadDifference: 0.5,
  anchoredLoad: 0.6,
  headingLoad: 0.6,
  belowEverySg: { low: 0, high: Infinity },
  stringAboveChecksum: { low: 0, high: 1 },
  alignedBelow: { low: -1, high: 0 },
  alignedPair: 0.3,
  driverShare: { low: 18, high: 21 },
  thirdTotal: 0.06,
  thirdRow: 0.25,
} as const;

const TABLE = "table of loads";
const BOTH = "first two listings";
const THIRD = "third listing";

/**
 * Compares every figure that the mail publishes, and the rates that follow from its set-up, with a simulation of its variant, over the seeds that `measure` takes.
 * It is asked once for each variant with a modular driver, and once for the third listing's with the driver built in,
 * always with the same seeds, as differences are taken seed by seed.
 */
export function validateMail(measure: Measure): ValidatedFigure[] {
  const simulations = new Map<string, Simulation>();
  const get = (variant: string): Simulation => {
    const simulation = simulations.get(variant) ?? measure(variant, "module");
    simulations.set(variant, simulation);
    return simulation;
  };
  return [
    ...validateListing(NO_SG_LISTING, "first listing", get(NO_SG_LISTING.variant)),
    ...validateListing(SG_LISTING, "second listing", get(SG_LISTING.variant)),
    ...validateThird(measure(BUILT_IN_LISTING.variant, "built-in")),
    ...validateChange(get(NO_SG_LISTING.variant), get(SG_LISTING.variant)),
    ...validateLoads(get),
    ...[NO_SG_LISTING, SG_LISTING].flatMap(({ variant }) => validateRates(variant, get(variant))),
  ];
}

function figure(
  id: string,
  source: string,
  unit: ValidatedFigure["unit"],
  measured: number,
  simulated: Spread,
  band: Band | null,
): ValidatedFigure {
  return makeFigure({
    id,
    source,
    unit,
    measured,
    simulated,
    role: isCalibrated(id) ? "calibrated" : "predicted",
    band,
  });
}

function validateListing(
  { variant, rows, total }: MailListing,
  source: string,
  simulation: Simulation,
): ValidatedFigure[] {
  return [
    ...Object.entries(rows).map(([row, ticks]) =>
      figure(`${variant}/${row}`, source, "ticks", ticks, printedTicks(simulation, row), null),
    ),
    figure(`${variant}/total`, source, "ticks", total, simulation.total, null),
  ];
}

/** The listing with the driver built in: rows, total, and the driver's share of it. */
function validateThird(simulation: Simulation): ValidatedFigure[] {
  const { rows, total } = BUILT_IN_LISTING;
  const listed = Object.entries(rows).map(([row, ticks]) =>
    figure(
      `built-in/${row}`,
      THIRD,
      "ticks",
      ticks,
      printedTicks(simulation, row),
      around(ticks, ticks * BANDS.thirdRow),
    ),
  );
  const driver = Object.entries(rows).filter(([row]) => row.startsWith("boomerang_"));
  const measuredShare = (100 * driver.reduce((sum, [, ticks]) => sum + ticks, 0)) / total;
  const { driverTicks, totalWithDriver } = simulation;
  const share = combineSpreads([driverTicks, totalWithDriver], (part, all) => (100 * part) / all);
  return [
    ...listed,
    figure("built-in/total", THIRD, "ticks", total, totalWithDriver, around(total, total * BANDS.thirdTotal)),
    figure("built-in/driver share", THIRD, "percent", measuredShare, share, BANDS.driverShare),
  ];
}

function validateChange(copied: Simulation, gathered: Simulation): ValidatedFigure[] {
  const change = (row: string, band: Band): ValidatedFigure =>
    figure(
      `sg-csum - no-sg/${row}`,
      BOTH,
      "ticks",
      SG_LISTING.rows[row] - NO_SG_LISTING.rows[row],
      combineSpreads([printedTicks(gathered, row), printedTicks(copied, row)], (next, base) => next - base),
      band,
    );
  const ratio = combineSpreads([gathered.total, copied.total], (next, base) => next / base);
  return [
    figure(
      "sg-csum / no-sg/total",
      BOTH,
      "ratio",
      SG_LISTING.total / NO_SG_LISTING.total,
      ratio,
      BANDS.ratio,
    ),
    change("file_read_actor", BANDS.readIncrease),
    change("csum_partial_copy_generic", BANDS.checksumIncrease),
  ];
}

function minus(a: Spread, b: Spread): Spread {
  return combineSpreads([a, b], (x, y) => x - y);
}

/** The loads of the table, and differences between them, in which one offset of the whole table drops out. */
function validateLoads(get: (variant: string) => Simulation): ValidatedFigure[] {
  const anchor = get("sg-csum").load;
  const anchorMeasured = MAIL_LOADS["sg-csum"];
  const noSg = get("no-sg").load;
  const gathering = Object.keys(MAIL_LOADS).filter((variant) => variant !== "no-sg");
  // The anchor beside itself would be kept whatever is simulated.
  const besidesAnchor = gathering.filter((variant) => variant !== "sg-csum");
  const difference = (variant: string, other: string, band: Band): ValidatedFigure =>
    figure(
      `${variant} - ${other}`,
      TABLE,
      "points",
      MAIL_LOADS[variant] - MAIL_LOADS[other],
      minus(get(variant).load, get(other).load),
      band,
    );
  const lowest = gathering.map((variant) => get(variant).load).reduce((a, b) => (b.mean < a.mean ? b : a));
  return [
    ...Object.entries(MAIL_LOADS).map(([variant, measured]) =>
      figure(`${variant}/load`, TABLE, "percent", measured, get(variant).load, null),
    ),
    figure(
      "no-sg/load, heading",
      "first listing",
      "percent",
      MAIL_HEADINGS["no-sg"],
      noSg,
      around(MAIL_HEADINGS["no-sg"], BANDS.headingLoad),
    ),
    figure(
      "lowest SG - no-sg",
      TABLE,
      "points",
      Math.min(...gathering.map((variant) => MAIL_LOADS[variant])) - MAIL_LOADS["no-sg"],
      minus(lowest, noSg),
      BANDS.belowEverySg,
    ),
    ...besidesAnchor.map((variant) =>
      figure(
        `${variant}/load anchored`,
        TABLE,
        "percent",
        MAIL_LOADS[variant],
        combineSpreads([get(variant).load, anchor], (load, zero) => load - zero + anchorMeasured),
        around(MAIL_LOADS[variant], BANDS.anchoredLoad),
      ),
    ),
    ...besidesAnchor.map((variant) =>
      difference(variant, "sg-csum", around(MAIL_LOADS[variant] - anchorMeasured, BANDS.loadDifference)),
    ),
    { ...difference("sg-cfu", "sg-csum", BANDS.stringAboveChecksum), id: "sign of sg-cfu - sg-csum" },
    {
      ...difference("sg-page-csum", "sg-csum", BANDS.alignedBelow),
      id: "sign of sg-page-csum - sg-csum",
    },
    difference("sg-page-choose", "sg-page-csum", around(0, BANDS.alignedPair)),
  ];
}
