import type { Profile } from "./profile.ts";
import { ZcprofError } from "./zcprof-error.ts";

/**
 * Returns the profile with the one measure named `event`; without a name, with its only one, or with the only one
 * that counts samples: perf and pprof state the same samples as times and periods too, and statistics need counts.
 * Throws usage errors that list the events.
 */
export function selectMeasure(profile: Profile, event?: string): Profile {
  const events = profile.measures.map((measure) => measure.type.event);
  if (event === undefined) {
    if (events.length === 1) return profile;
    const counts = profile.measures.filter(({ type }) => type.assumes === "counts");
    if (counts.length === 1) return { ...profile, measures: counts };
    throw new ZcprofError("usage", {
      code: "event/ambiguous",
      message: `${profile.provenance.path} holds ${events.length} events: ${events.join(", ")}`,
      hint: "choose one with --event NAME",
    });
  }
  const measure = profile.measures.find((candidate) => candidate.type.event === event);
  if (measure === undefined) {
    throw new ZcprofError("usage", {
      code: "event/unknown",
      message: `${profile.provenance.path} has no event ${JSON.stringify(event)}; it has ${events.join(", ")}`,
      hint: "choose one of these with --event",
    });
  }
  return { ...profile, measures: [measure] };
}
