import { describe, expect, it } from "vitest";
import { chooseEvent } from "../../src/cli/event-choice.ts";
import type { Profile } from "../../src/model/profile.ts";
import { readprofileText } from "../../src/parsers/readprofile-text.ts";
import { PLAIN, sourceOf } from "../parsers/fixture-source.ts";

async function readListing(): Promise<Profile> {
  const [profile] = await readprofileText.parse(
    sourceOf("     3 a 0.1000\n     3 total 0.1000\n", "a"),
    PLAIN,
  );
  return profile;
}

/** A profile with the events cycles:u and misses. */
async function readTwoEvents(): Promise<Profile> {
  const profile = await readListing();
  const [measure] = profile.measures;
  const named = (event: string) => ({ ...measure, type: { ...measure.type, event } });
  return { ...profile, measures: [named("cycles:u"), named("misses")] };
}

const eventsOf = ({ measures }: Profile) => measures.map(({ type }) => type.event);

describe("--event", () => {
  it("takes a whole name first, for perf's names hold colons", async () => {
    const profile = await readTwoEvents();
    for (const side of [undefined, "base", "next"] as const) {
      expect(eventsOf(chooseEvent(profile, "cycles:u", side))).toEqual(["cycles:u"]);
    }
  });

  it("has a name for each side, at whichever colon it parts them", async () => {
    const profile = await readTwoEvents();
    expect(eventsOf(chooseEvent(profile, "cycles:u:misses", "base"))).toEqual(["cycles:u"]);
    expect(eventsOf(chooseEvent(profile, "cycles:u:misses", "next"))).toEqual(["misses"]);
    expect(eventsOf(chooseEvent(profile, "misses:", "next"))).toEqual(["cycles:u", "misses"]);
    expect(() => chooseEvent(profile, "nosuch:misses", "base")).toThrow('no event "nosuch"');
    expect(() => chooseEvent(profile, "misses:cycles:u")).toThrow('no event "misses:cycles:u"');
  });

  it("states what a listing of readprofile counts, on the side that it is said of", async () => {
    const profile = await readListing();
    expect(chooseEvent(profile, "schedule").provenance.facts.profileType).toBe("schedule");
    expect(chooseEvent(profile, ":schedule", "next").provenance.facts.profileType).toBe("schedule");
    expect(chooseEvent(profile, ":schedule", "base")).toBe(profile);
  });
});
