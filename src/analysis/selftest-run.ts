import type { Random } from "../stats/random.ts";
import { drawBinomial, drawOverdispersed, drawPoisson } from "../stats/variates.ts";
import type { CountColumn } from "./count-column.ts";

/**
 * How the counts come about: independent symbols; ticks that slide between two neighbours from run to run, so that each
 * varies and their sum does not; or a listing that shows the larger half of symbols of many sizes.
 */
export type SelftestTruth = "independent" | "slid" | "cut";

/** Symbols tested together in a trial. */
export const FAMILY = 20;

/** docs/statistics.md: power is told for about 150 ticks a run. */
export const MEAN_TICKS = 150;

/** Draws the ticks of one run of `FAMILY` symbols; `scaleOf` multiplies the mean of a row. */
export function drawRun(
  random: Random,
  { truth, dispersion }: { readonly truth: SelftestTruth; readonly dispersion: number },
  scaleOf: (row: number) => number,
): CountColumn {
  const meanOf = (row: number): number => MEAN_TICKS * scaleOf(row);
  if (truth === "cut") return drawCut(random, (row) => ((FAMILY - row) / 10.5) * meanOf(row));
  const point = new Float64Array(FAMILY);
  for (let row = 0; row < FAMILY; row++) {
    if (truth === "independent") point[row] = drawCount(random, meanOf(row), dispersion);
    else if (row % 2 === 0) {
      const slide = drawSlide(random, dispersion);
      point[row] = drawPoisson(random, meanOf(row) * (1 + slide));
      point[row + 1] = drawPoisson(random, meanOf(row + 1) * (1 - slide));
    }
  }
  return { point, min: point, max: point };
}

/** A count with variance dispersion * mean: binomial thinning below 1 (as of instruction-counted time), else negative binomial. */
function drawCount(random: Random, mean: number, dispersion: number): number {
  if (dispersion > 1) return drawOverdispersed(random, mean, dispersion);
  if (dispersion === 1) return drawPoisson(random, mean);
  return drawBinomial(random, Math.round(mean / (1 - dispersion)), 1 - dispersion);
}

/** The part of a symbol's ticks that one run gives to its neighbour, uniform: its variance (phi - 1) / mean adds phi - 1. */
function drawSlide(random: Random, dispersion: number): number {
  return (2 * random.nextUniform() - 1) * Math.sqrt((3 * (dispersion - 1)) / MEAN_TICKS);
}

/** Poisson counts of which the larger half is listed; of the others the total is known, and that none exceeds the smallest shown. */
function drawCut(random: Random, meanOf: (row: number) => number): CountColumn {
  const counts = Float64Array.from({ length: FAMILY }, (_, row) => drawPoisson(random, meanOf(row)));
  const smallest = counts.toSorted()[FAMILY / 2];
  const isShown = (count: number): boolean => count >= smallest;
  const remainder = counts.reduce((sum, count) => sum + (isShown(count) ? 0 : count), 0);
  const point = counts.map((count) => (isShown(count) ? count : 0));
  return {
    point,
    min: point,
    max: counts.map((count) => (isShown(count) ? count : Math.min(smallest, remainder))),
  };
}
