import type { Interval } from "./interval.ts";
import { normalUpperQuantile } from "./normal-distribution.ts";

/**
 * Computes the interval of a dispersion known with `df` degrees of freedom: df * phi / chi-square(df).
 *
 * The chi-square quantile is Wilson and Hilferty's cube (PNAS 17 (1931) 684): within 2 % of R's qchisq from 3 degrees on,
 * which is far less than what a dispersion of so few runs leaves open.
 */
export function dispersionInterval(phi: number, df: number, level = 0.95): Interval {
  const z = normalUpperQuantile((1 - level) / 2);
  const chiSquare = (score: number): number =>
    df * Math.max(0, 1 - 2 / (9 * df) + score * Math.sqrt(2 / (9 * df))) ** 3;
  return { low: (df * phi) / chiSquare(z), high: (df * phi) / chiSquare(-z), level };
}
