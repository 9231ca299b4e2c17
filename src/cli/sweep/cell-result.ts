import * as v from "valibot";
import { figuresOf } from "../../simulator/figures.ts";
import { simulate } from "../../simulator/simulate.ts";
import type { Cell } from "./grid.ts";

const SPREAD = v.object({ mean: v.number(), sd: v.nullable(v.number()) });

const FIGURES = v.object({
  load: SPREAD,
  ticks: SPREAD,
  driverTicks: SPREAD,
  readCopyTicks: SPREAD,
  sendCopyTicks: SPREAD,
  bytesPerSecond: SPREAD,
  framesPerSecond: SPREAD,
  acksPerSecond: SPREAD,
  interruptsPerSecond: SPREAD,
  sendCopyMissesPerLine: SPREAD,
});

/** A finished cell, as result files keep it. */
export const CELL_RESULT = v.object({
  index: v.pipe(v.number(), v.integer(), v.minValue(0)),
  figures: FIGURES,
  isSteady: v.boolean(),
});

export type CellResult = v.InferOutput<typeof CELL_RESULT>;

/** Simulates a cell; `onProgress` is told now and then how many placements are done. */
export function simulateCell({ index, setup, seeds }: Cell, onProgress: (done: number) => void): CellResult {
  const simulation = simulate(setup.variant, setup.parameters, seeds, { onProgress });
  const { sendCopyMissesPerLine, ...spreads } = figuresOf(simulation);
  const say = ({ mean, sd }: { mean: number; sd: number }): v.InferOutput<typeof SPREAD> => ({
    mean,
    sd: seeds.length === 1 ? null : sd,
  });
  return {
    index,
    figures: {
      load: say(spreads.load),
      ticks: say(spreads.ticks),
      driverTicks: say(spreads.driverTicks),
      readCopyTicks: say(spreads.readCopyTicks),
      sendCopyTicks: say(spreads.sendCopyTicks),
      bytesPerSecond: say(spreads.bytesPerSecond),
      framesPerSecond: say(spreads.framesPerSecond),
      acksPerSecond: say(spreads.acksPerSecond),
      interruptsPerSecond: say(spreads.interruptsPerSecond),
      sendCopyMissesPerLine: { mean: sendCopyMissesPerLine, sd: null },
    },
    isSteady: simulation.steadiness.isSteady,
  };
}
