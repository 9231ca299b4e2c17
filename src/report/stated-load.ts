import type { Interval } from "../stats/interval.ts";

/** A CPU load in percent: one that a measured profile states, or the mean of a simulation's placements. */
export interface StatedLoad {
  /** Hostile until a renderer escaped it. */
  readonly title: string;
  readonly percent: number;
  /** Of the mean, in percent; null where there is one value only. */
  readonly interval: Interval | null;
}
