import type { Diagnostic } from "./diagnostic.ts";
import type { Measure, Profile, SampleType } from "./profile.ts";

/**
 * Returns the profile with the one measure that is taken where nobody named one: the only one that counts samples, as
 * statistics need counts, else the one that the source names, else the first. A diagnostic says which it is and which others
 * there are, but where the others are only other units of the same samples: multiples of a known period, or the periods of
 * perf script.
 */
export function chooseMeasure(profile: Profile): Profile {
  const { measures } = profile;
  if (measures.length === 1) return profile;
  const counting = measures.filter(({ type }) => type.assumes === "counts");
  const { defaultEvent } = profile.provenance.facts;
  const named = measures.find(({ type }) => type.event === defaultEvent);
  const chosen = counting.length === 1 ? counting[0] : (named ?? measures[0]);
  const others = measures.filter((measure) => measure !== chosen);
  const isClear = counting.length === 1 && others.every(({ type }) => isOtherUnit(type, chosen.type));
  return {
    ...profile,
    measures: [chosen],
    diagnostics: isClear
      ? profile.diagnostics
      : [...profile.diagnostics, choiceNote(profile, chosen, others)],
  };
}

function isOtherUnit({ assumes, period, event }: SampleType, counted: SampleType): boolean {
  return assumes === "repeated" && (period !== null || event === `${counted.event}:period`);
}

function choiceNote(profile: Profile, chosen: Measure, others: readonly Measure[]): Diagnostic {
  const { path } = profile.provenance;
  return {
    code: "event/one-of-several",
    message: `${path} holds ${others.length + 1} events; these are the numbers of ${chosen.type.event}, not of ${others.map(({ type }) => type.event).join(", ")}`,
    hint: "choose another one with --event NAME",
    location: { path },
  };
}
