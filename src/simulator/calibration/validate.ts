import type { Simulation, Spread } from "../simulation.ts";
import { ticksOf } from "./calibrate.ts";
import {
  BUILT_IN_LISTING,
  MAIL_LOADS,
  type MailListing,
  NO_SG_LISTING,
  SG_LISTING,
} from "./mail-listings.ts";

/** One published figure beside its simulation. */
export interface ValidatedFigure {
  readonly id: string;
  /** Where the mail states it. */
  readonly source: string;
  readonly unit: "ticks" | "percent" | "ratio";
  readonly measured: number;
  /** `sd` is the spread over placement seeds, 0 where the figure has none of its own. */
  readonly simulated: Spread;
  readonly residual: number;
  readonly role: "calibrated" | "predicted";
  /** The residual that is still as good as it should be (design/simulator.md); null where nothing was demanded. */
  readonly band: number | null;
  readonly isWithin: boolean | null;
}

/**
 * Compares every figure that the mail publishes with a simulation of its variant, over the seeds that `measure` takes.
 * The two listings are calibrated, everything else is predicted.
 */
export function validateMail(measure: (variant: string) => Simulation): ValidatedFigure[] {
  const simulations = new Map<string, Simulation>();
  const get = (variant: string): Simulation => {
    const simulation = simulations.get(variant) ?? measure(variant);
    simulations.set(variant, simulation);
    return simulation;
  };
  return [
    ...validateListing(NO_SG_LISTING, "first listing", get),
    ...validateListing(SG_LISTING, "second listing", get),
    ...validateListing(BUILT_IN_LISTING, "third listing", get),
    ...validateLoads(get),
    ...validateRatios(get),
  ];
}

function figure(
  id: string,
  source: string,
  unit: ValidatedFigure["unit"],
  measured: number,
  simulated: Spread,
  role: ValidatedFigure["role"],
  band: number | null,
): ValidatedFigure {
  const residual = simulated.mean - measured;
  const isWithin = band === null ? null : Math.abs(residual) <= band;
  return { id, source, unit, measured, simulated, residual, role, band, isWithin };
}

function validateListing(
  { variant, rows, total }: MailListing,
  source: string,
  get: (variant: string) => Simulation,
): ValidatedFigure[] {
  const simulation = get(variant);
  const isThird = source === "third listing";
  const role = isThird ? "predicted" : "calibrated";
  const listed = Object.entries(rows).map(([row, ticks]) => {
    const symbol = simulation.symbols.find(({ name }) => name === row);
    const simulated = { mean: ticksOf(simulation, row), sd: symbol?.ticks.sd ?? 0 };
    // Programmed I/O is calibrated on the driver's rows.
    const isDriver = row.startsWith("boomerang_");
    return figure(
      `${variant}/${row}`,
      source,
      "ticks",
      ticks,
      simulated,
      isDriver ? "calibrated" : role,
      isThird ? ticks * 0.25 : null,
    );
  });
  const driver = isThird ? simulation.driverTicks.mean : 0;
  const sum = { mean: simulation.total.mean + driver, sd: simulation.total.sd };
  return [
    ...listed,
    figure(`${variant}/total`, source, "ticks", total, sum, role, isThird ? total * 0.06 : null),
  ];
}

const TABLE = "table of loads";

/** The loads of the table, and their differences to sg-csum, in which one offset of the whole table drops out. */
function validateLoads(get: (variant: string) => Simulation): ValidatedFigure[] {
  const anchor = get("sg-csum").load.mean;
  const anchorMeasured = MAIL_LOADS["sg-csum"];
  return Object.entries(MAIL_LOADS).flatMap(([variant, measured]) => {
    const { load } = get(variant);
    const absolute = figure(`${variant}/load`, TABLE, "percent", measured, load, "predicted", null);
    if (variant === "no-sg") {
      return [
        absolute,
        figure("no-sg/load of the heading", "first listing", "percent", 18.2, load, "predicted", 0.6),
      ];
    }
    const offset = { mean: load.mean - anchor + anchorMeasured, sd: load.sd };
    const anchored = figure(
      `${variant}/load, anchored at sg-csum`,
      TABLE,
      "percent",
      measured,
      offset,
      "predicted",
      0.6,
    );
    if (variant === "sg-csum") return [absolute];
    const difference = { mean: load.mean - anchor, sd: load.sd };
    const id = `${variant}/load - sg-csum/load`;
    return [
      absolute,
      anchored,
      figure(id, TABLE, "percent", measured - anchorMeasured, difference, "predicted", 0.5),
    ];
  });
}

function validateRatios(get: (variant: string) => Simulation): ValidatedFigure[] {
  const ratio = get("sg-csum").total.mean / get("no-sg").total.mean;
  const third = get("sg-choose");
  const share = (100 * third.driverTicks.mean) / (third.driverTicks.mean + third.total.mean);
  const changes = ["file_read_actor", "csum_partial_copy_generic"].map((row) => {
    const measured = SG_LISTING.rows[row] - NO_SG_LISTING.rows[row];
    const change = ticksOf(get("sg-csum"), row) - ticksOf(get("no-sg"), row);
    return figure(
      `${row}, second - first listing`,
      "both listings",
      "ticks",
      measured,
      { mean: change, sd: 0 },
      "calibrated",
      null,
    );
  });
  return [
    figure(
      "total, sg-csum / no-sg",
      "both listings",
      "ratio",
      3222 / 2874,
      { mean: ratio, sd: 0 },
      "calibrated",
      0.06,
    ),
    ...changes,
    figure(
      "driver share with receive",
      "third listing",
      "percent",
      100 * (761 / 3852),
      { mean: share, sd: 0 },
      "calibrated",
      1.5,
    ),
  ];
}
