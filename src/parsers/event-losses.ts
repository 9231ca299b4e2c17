import { chooseMeasure } from "../model/choose-measure.ts";
import type { Profile } from "../model/profile.ts";

/** Lists, as sentences, what a format that holds one event, the one that is shown where nobody names one, leaves out of a profile. */
export function findEventLosses(profile: Profile): string[] {
  const [written] = chooseMeasure(profile).measures;
  const others = profile.measures.filter((measure) => measure !== written);
  if (others.length === 0) return [];
  return [`only ${written.type.event} is written, not ${others.map(({ type }) => type.event).join(", ")}`];
}
