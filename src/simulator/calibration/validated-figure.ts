import type { Spread } from "../spread.ts";

/** Between what a simulated mean has to lie, the ends excluded; a demand, not a confidence interval. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** One published or derived figure beside its simulation. */
export interface ValidatedFigure {
  readonly id: string;
  /** Where the mail states it, or that it follows by hand. */
  readonly source: string;
  readonly unit: "ticks" | "percent" | "points" | "ratio" | "per second";
  readonly measured: number;
  readonly simulated: Spread;
  /** Simulated mean less measured. */
  readonly residual: number;
  /** `calibrated`: some parameter was set with this figure in view, by the fit or by hand. */
  readonly role: "calibrated" | "predicted";
  /** Null where nothing is demanded. */
  readonly band: Band | null;
  readonly isWithin: boolean | null;
}

/** Completes a figure with its residual and whether it keeps its band. */
export function makeFigure(figure: Omit<ValidatedFigure, "residual" | "isWithin">): ValidatedFigure {
  const { band, measured, simulated } = figure;
  return {
    ...figure,
    residual: simulated.mean - measured,
    isWithin: band === null ? null : simulated.mean > band.low && simulated.mean < band.high,
  };
}

/** Makes the band of `reach` on both sides of a figure. */
export function around(measured: number, reach: number): Band {
  return { low: measured - reach, high: measured + reach };
}
