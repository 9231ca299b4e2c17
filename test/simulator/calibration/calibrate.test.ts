import { describe, expect, it } from "vitest";
import { calibrate } from "../../../src/simulator/calibration/calibrate.ts";
import { CALIBRATED_COSTS } from "../../../src/simulator/calibration/calibrated-costs.ts";
import { NO_SG_LISTING, SG_LISTING } from "../../../src/simulator/calibration/mail-listings.ts";
import { printedTicks } from "../../../src/simulator/calibration/printed-ticks.ts";
import { isCalibrated } from "../../../src/simulator/calibration/used-figures.ts";
import { KERNEL_FUNCTIONS } from "../../../src/simulator/kernel/functions.ts";
import { defaultsOf } from "../../../src/simulator/parameters/resolve-parameters.ts";
import { simulate } from "../../../src/simulator/simulate.ts";
import type { Simulation } from "../../../src/simulator/simulation.ts";
import {
  SIMULATION_PARAMETERS,
  type SimulationParameters,
} from "../../../src/simulator/simulation-parameters.ts";
import { spreadOf } from "../../../src/simulator/spread.ts";
import { findVariant, VARIANTS } from "../../../src/simulator/variants.ts";

const parameters = { ...defaultsOf(SIMULATION_PARAMETERS), "work.wraps": 0.02, "work.warmUp": 0.02 };
const template = simulate(VARIANTS[0], parameters, [1]);

/**
 * A world of 10,000 calls a second of everything, 20 stall cycles a call, whose copies depend on no cost; their rows fit
 * best at K = 14.
 */
function pretend(variant: string, change: Partial<SimulationParameters>, cycles: Float64Array): Simulation {
  const symbols = KERNEL_FUNCTIONS.map((fn, i) => {
    const perCall = cycles[i] + 20;
    const copied = NO_SG_LISTING.rows[fn.name] * (1 + Math.abs((change["tcp.depth"] ?? 0) - 14) / 10);
    const ticks = fn.group === "copy" && fn.name in NO_SG_LISTING.rows ? copied : (perCall * 10_000) / 50_000;
    return {
      ...template.symbols[0],
      name: fn.name,
      group: fn.group,
      calls: 10_000,
      cycles: ticks * 50_000,
      instructionCycles: cycles[i] * 10_000,
      structures: [],
      ticks: spreadOf([ticks]),
    };
  });
  const rates = { ...template.rates, bytesPerSecond: spreadOf([0]) };
  return {
    ...template,
    variant: findVariant(variant) ?? VARIANTS[0],
    parameters: { ...template.parameters, ...change },
    rates,
    symbols,
  };
}

describe("calibrate", () => {
  const fit = calibrate(pretend, [12, 14, 16]);

  it("takes the depth at which the copies' rows fit best", () => {
    expect(fit.segments).toBe(14);
  });

  it("leaves a cost that no figure moves where it was expected, as unsure as its range is wide", () => {
    // Equal chances from 6 to 14 cycles have a deviation of 8 / sqrt(12).
    expect(fit.costs["cost.fastString"]).toEqual({
      value: 10,
      error: expect.closeTo(2.309, 3),
      low: 6,
      high: 14,
      isAtBound: false,
    });
    expect(fit.costs["cost.programmedIo"].value).toBe(400);
  });

  it("takes misses out of what one listing shows: 99 ticks of 50,000 cycles over 10,000 calls less 20", () => {
    expect(fit.functions.tcp_sendmsg_copy.cycles).toBeCloseTo((99 * 50_000) / 10_000 - 20, 6);
  });

  it("weighs two rows of one function by their sampling variance", () => {
    // ip_output: 54 and 49 ticks; each weighs the inverse of its ticks, and 0.2 ticks are a cycle a call.
    const mean = (54 / 54 + 49 / 49) / (1 / 54 + 1 / 49);
    expect(fit.functions.ip_output.cycles).toBeCloseTo(mean / 0.2 - 20, 6);
  });

  it("says of each row what the others make of it: equal calls and misses give the other listing's ticks", () => {
    const rows = fit.leftOut.filter(({ figure }) => figure.endsWith("/ip_output"));
    expect(rows.map(({ figure, withoutIt }) => [figure, withoutIt])).toEqual([
      ["no-sg/ip_output", expect.closeTo(49, 9)],
      ["sg-csum/ip_output", expect.closeTo(54, 9)],
    ]);
  });

  it("never touches the copies, the driver or the user's loop", () => {
    const fixed = KERNEL_FUNCTIONS.filter(({ group }) => ["copy", "driver", "user"].includes(group));
    expect(fixed.map(({ name }) => fit.functions[name])).toEqual(fixed.map(() => undefined));
  });
});

describe("the calibrated file", () => {
  it("names each figure that was used once, and validation calls each of them calibrated", () => {
    const used = CALIBRATED_COSTS.leftOut.map(({ figure }) => figure);
    const printed = [NO_SG_LISTING, SG_LISTING].flatMap(({ variant, rows }) =>
      Object.keys(rows).map((row) => `${variant}/${row}`),
    );
    const others = [
      "boomerang_interrupt",
      "boomerang_rx",
      "boomerang_start_xmit",
      "csum_partial_copy_generic",
      "__strncpy_from_user",
    ].map((row) => `built-in/${row}`);
    expect(used.toSorted()).toEqual([...printed, ...others, "sg-page-choose - sg-page-csum"].toSorted());
    expect(used.filter((figure) => !isCalibrated(figure))).toEqual([]);
  });

  it("holds each fitted cost within its range, and gives one at an end no error", () => {
    for (const [name, { value, error, low, high, isAtBound }] of Object.entries(CALIBRATED_COSTS.costs)) {
      expect(value, name).toBeGreaterThanOrEqual(low);
      expect(value, name).toBeLessThanOrEqual(high);
      expect(isAtBound, name).toBe(value === low || value === high);
      expect(error > 0, name).toBe(!isAtBound);
    }
  });

  it("has a depth inside of its interval, and an error for each cost that a row decides", () => {
    const { segments, interval, functions } = CALIBRATED_COSTS;
    expect(interval.least <= segments && segments <= interval.largest).toBe(true);
    for (const [name, { from, error }] of Object.entries(functions))
      expect(error === null, name).toBe(from.startsWith("its share"));
  });
});

describe("printedTicks", () => {
  it("prints a hot last bucket under the next function's name, and loses nothing by it", () => {
    const timer = template.symbols.find(({ name }) => name === "mod_timer")?.ticks.mean ?? 0;
    const printed = (row: string): number => printedTicks(template, row).mean;
    expect(printed("del_timer") + printed("mod_timer")).toBeCloseTo(timer, 9);
    expect(printed("del_timer")).toBeCloseTo(0.6 * timer, 9);
  });
});
