import type { Interval } from "../stats/interval.ts";
import { meanInterval } from "../stats/mean-interval.ts";
import type { Spread } from "./spread.ts";

/** Computes the interval of a figure's mean over placements; null for a single placement. */
export function intervalOfSpread({ values }: Spread, level = 0.95): Interval | null {
  return meanInterval(values, level);
}
