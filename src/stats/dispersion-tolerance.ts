import { normalUpperQuantile } from "./normal-distribution.ts";

/**
 * Returns the run-to-run variance, in units of sampling variance, up to which a result of score z stays significant at
 * this level: (z / z_level)^2. Below 1 it is not significant even without run-to-run noise.
 */
export function breakEvenDispersion(z: number, level = 0.95): number {
  return (z / normalUpperQuantile((1 - level) / 2)) ** 2;
}
