import jStat from "jstat";
import type { Interval } from "./interval.ts";

/**
 * Computes the interval of a dispersion known with `df` degrees of freedom: df * phi / chi-square(df). Wilson and Hilferty's
 * cube for the quantile was rejected: its lower tail is off by a fifth at three degrees.
 */
export function dispersionInterval(phi: number, df: number, level = 0.95): Interval {
  const chiSquare = (p: number): number => jStat.chisquare.inv(p, df);
  return {
    low: (df * phi) / chiSquare((1 + level) / 2),
    high: (df * phi) / chiSquare((1 - level) / 2),
    level,
  };
}
