import type { Profile } from "./profile.ts";
import { ZcprofError } from "./zcprof-error.ts";

/** Returns the profile with the one measure named `event`. Throws a usage error that lists the events where there is none. */
export function selectMeasure(profile: Profile, event: string): Profile {
  const measure = profile.measures.find((candidate) => candidate.type.event === event);
  if (measure === undefined) {
    throw new ZcprofError("usage", {
      code: "event/unknown",
      message: `${profile.provenance.path} has no event ${JSON.stringify(event)}; it has ${profile.measures.map(({ type }) => type.event).join(", ")}`,
      hint: "choose one of these with --event",
    });
  }
  return { ...profile, measures: [measure] };
}
