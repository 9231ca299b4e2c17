import { functionIndex, KERNEL_FUNCTIONS } from "../kernel/functions.ts";
import type { Simulation } from "../simulation.ts";
import { type FittedValue, fitWithinBounds, type LinearRow, predictRow } from "./bounded-fit.ts";
import type { LeftOut } from "./calibration.ts";
import { ACCESS_PRIOR } from "./copy-costs.ts";
import { BUILT_IN_LISTING, CYCLES_PER_TICK_SECOND } from "./mail-listings.ts";
import { printedTicks } from "./printed-ticks.ts";

const DRIVER = KERNEL_FUNCTIONS.filter(({ group }) => group === "driver").map(({ name }) => name);

/** The cost of a programmed access to the interface, and each driver row without itself. */
interface AccessFit {
  readonly cost: FittedValue;
  readonly leftOut: readonly LeftOut[];
}

/** Fits the cost of a programmed access to the driver's three rows of the third listing. */
export function fitAccess(builtIn: Simulation): AccessFit {
  const now = builtIn.parameters["cost.programmedIo"];
  const rows = DRIVER.map((name) => rowOf(builtIn, name, now));
  const fit = (fitted: readonly LinearRow[]): FittedValue =>
    fitWithinBounds(fitted, [ACCESS_PRIOR], [now])[0];
  const cost = fit(rows);
  return {
    cost,
    leftOut: rows.map((row) => ({
      figure: row.figure,
      measured: row.measured,
      fitted: predictRow(row, [now], [cost.value]),
      withoutIt: predictRow(row, [now], [fit(rows.filter((each) => each !== row)).value]),
    })),
  };
}

function rowOf(builtIn: Simulation, name: string, now: number): LinearRow & { readonly figure: string } {
  const { mean, sd } = printedTicks(builtIn, name);
  const symbol = builtIn.symbols.find((each) => each.name === name);
  const warm = KERNEL_FUNCTIONS[functionIndex(name)].cycles * (symbol?.calls ?? 0);
  const measured = BUILT_IN_LISTING.rows[name];
  return {
    figure: `built-in/${name}`,
    measured,
    simulated: mean,
    variance: measured + sd ** 2,
    slopes: [((symbol?.instructionCycles ?? 0) - warm) / now / CYCLES_PER_TICK_SECOND],
  };
}
