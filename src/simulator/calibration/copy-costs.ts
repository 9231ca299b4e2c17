import type { Prior } from "./bounded-fit.ts";

/** The costs of copies that calibration fits, in cycles. */
export const COPY_COSTS = [
  "cost.fastString",
  "cost.checksumCopy",
  "cost.straddle",
  "cost.l2Read",
  "cost.wholeLine",
] as const;

export type CopyCost = (typeof COPY_COSTS)[number];

/** All costs that calibration fits. */
export const FITTED_COSTS = [...COPY_COSTS, "cost.programmedIo"] as const;

export type FittedName = (typeof FITTED_COSTS)[number];

/** A value for each of the copies' costs. */
export type CopyCosts = Readonly<Record<CopyCost, number>>;

/** A range as a prior: one deviation is that of equal chances all over it. */
function within(expected: number, low: number, high: number): Prior {
  return { expected, deviation: (high - low) / Math.sqrt(12), low, high };
}

/** What was expected of each before the fit, and the range that it may not leave (docs/simulator.md has the sources). */
export const COPY_PRIORS: Readonly<Record<CopyCost, Prior>> = {
  "cost.fastString": within(10, 6, 14),
  "cost.checksumCopy": within(16, 14, 26),
  "cost.straddle": within(8, 6, 12),
  "cost.l2Read": within(12, 4, 24),
  "cost.wholeLine": within(60, 25, 80),
};

/** The same of a programmed access to the interface. */
export const ACCESS_PRIOR: Prior = within(400, 350, 440);

/** Returns what was expected of the costs. */
export function expectedCosts(): CopyCosts {
  return toCosts(COPY_COSTS.map((cost) => COPY_PRIORS[cost].expected));
}

/** Names values that stand in the order of COPY_COSTS. */
export function toCosts(values: readonly number[]): CopyCosts {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- COPY_COSTS lists every CopyCost
  return Object.fromEntries(COPY_COSTS.map((cost, i) => [cost, values[i]])) as Record<CopyCost, number>;
}
