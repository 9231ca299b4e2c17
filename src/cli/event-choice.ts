import type { Profile } from "../model/profile.ts";
import { selectMeasure } from "../model/select-measure.ts";

/** Side of a comparison that a source stands on. */
export type Side = "base" | "next";

/** What readprofile's profiles may count; they cannot say it themselves (kernel option profile=schedule,N and so on). */
const STATED_EVENTS: readonly string[] = ["time", "schedule", "sleep", "kvm"];
const CANNOT_SAY: readonly string[] = ["raw-profile", "readprofile"];

/**
 * Returns the profile as --event wants it: with the one measure of that name, or, where a profile cannot say what it
 * counts, with what the user states. On a side of a comparison `BASE:NEXT` has a name for each, and an empty one leaves its
 * side as it is. perf's names hold colons (cycles:u), so the whole text is tried first. Throws usage errors.
 */
export function chooseEvent(profile: Profile, wish: string | undefined, side?: Side): Profile {
  if (wish === undefined) return profile;
  const event = side === undefined || isKnown(profile, wish) ? wish : partOf(profile, wish, side);
  if (event === "") return profile;
  if (hasMeasure(profile, event) || !isStated(profile, event)) return selectMeasure(profile, event);
  const { provenance } = profile;
  return { ...profile, provenance: { ...provenance, facts: { ...provenance.facts, profileType: event } } };
}

/** Splits where this side's part is an event of the profile; where no place gives one, at the first colon. */
function partOf(profile: Profile, wish: string, side: Side): string {
  const parts = [...wish.matchAll(/:/g)].map(({ index }) =>
    side === "base" ? wish.slice(0, index) : wish.slice(index + 1),
  );
  return parts.find((part) => part === "" || isKnown(profile, part)) ?? parts[0] ?? wish;
}

function isKnown(profile: Profile, event: string): boolean {
  return hasMeasure(profile, event) || isStated(profile, event);
}

function hasMeasure({ measures }: Profile, event: string): boolean {
  return measures.some(({ type }) => type.event === event);
}

function isStated({ provenance }: Profile, event: string): boolean {
  return CANNOT_SAY.includes(provenance.format) && STATED_EVENTS.includes(event);
}
