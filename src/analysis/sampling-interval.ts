import type { Profile } from "../model/profile.ts";
import type { Interval } from "../stats/interval.ts";
import { wilsonInterval } from "../stats/proportion.ts";

/**
 * Returns what gives the interval of a share of a profile's total for the ticks behind it, sampling noise only; null where
 * the counts are no independent samples.
 */
export function samplingIntervals(profile: Profile, level: number): (ticks: number) => Interval | null {
  const [{ type, total }] = profile.measures;
  if (type.assumes !== "counts" || !(total > 0)) return () => null;
  return (ticks) => wilsonInterval(ticks, total, level);
}
