import { normalUpperQuantile } from "./normal-distribution.ts";

const POWER = 0.8;

/**
 * Returns how many ticks a side are needed to show "no change within the margin" (margin > 1) with 80 % power when in
 * truth nothing changed: 2 * dispersion * (z_.95 + z_.90)^2 / (ln margin)^2, rounded up.
 *
 * Two one-sided tests at 5 % share the missing 20 % between both ends of the margin, hence z_.90 and not z_.80
 * (Schuirmann 1987). 2 / n is the variance of ln R of two counts of n.
 */
export function ticksToShowNoChange(margin: number, dispersion = 1): number {
  if (!(margin > 1 && dispersion > 0)) throw new RangeError(`margin must be above 1, got ${margin}`);
  const reach = normalUpperQuantile(0.05) + normalUpperQuantile((1 - POWER) / 2);
  return Math.ceil((2 * dispersion * reach * reach) / Math.log(margin) ** 2);
}
