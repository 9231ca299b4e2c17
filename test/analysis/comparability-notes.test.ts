import { describe, expect, it } from "vitest";
import { checkComparability, checkExposures } from "../../src/analysis/comparability.ts";
import type { Profile } from "../../src/model/profile.ts";
import type { Provenance } from "../../src/model/provenance.ts";
import { type Listing, listingProfile } from "./mail-listings.ts";
import { sayRefusal } from "./refusal.ts";

const run = (rest: Partial<Listing> = {}, provenance: Partial<Provenance> = {}): Profile => {
  const profile = listingProfile({ rows: [["kfree", 10]], ...rest });
  return { ...profile, provenance: { ...profile.provenance, ...provenance } };
};
type Side = readonly Profile[];
type Kind = NonNullable<Parameters<typeof checkComparability>[2]>;
/** Code and message of each note, without what all codes begin with. */
const notesOf = (base: Side, next: Side, normalize?: Kind): string[] =>
  checkComparability(base, next, normalize).map(
    ({ code, message }) => `${code.replace("comparable/", "")}: ${message}`,
  );
const refusalOf = (base: Side, next: Side): string => sayRefusal(() => checkComparability(base, next));
const exposureNotes = (base: Side, next: Side): string[] =>
  checkExposures(base, next).map(({ message }) => message.replace(/, and ticks.*/, ""));

const sampling = (event: string) => run({ type: { event } });
const assuming = (assumes: "counts" | "repeated" | "exact" | "shares") =>
  run({ type: { assumes }, path: `${assumes}.txt` });

describe("two sides of other length or work", () => {
  const [short, long] = [run({ seconds: 10, bytes: 100 }), run({ seconds: 20, bytes: 100 })];

  it("are told of where their runs differ by more than one in a hundred on average", () => {
    expect(exposureNotes([short], [long])).toEqual(["base covers 10 seconds, next 20"]);
    expect(exposureNotes([long], [short])).toEqual(["base covers 20 seconds, next 10"]);
    expect(exposureNotes([short, long], [run({ seconds: 15 })])).toEqual([]);
    expect(exposureNotes([run({ bytes: 100 })], [run({ bytes: 101 })])).toEqual([]);
    expect(exposureNotes([run({ bytes: 100 })], [run({ bytes: 102 })])).toEqual([
      "base covers 100 bytes, next 102",
    ]);
    expect(exposureNotes([run({ bytes: 300 })], [run({ bytes: 1000 / 3 })])).toEqual([
      "base covers 300 bytes, next 333.333",
    ]);
    expect(exposureNotes([short], [run()])).toEqual([]);
  });
});

describe("sides that count different things", () => {
  it("are refused: other units, other rows, other profile types", () => {
    const calls = run({ type: { unit: "calls" }, path: "b.txt" });
    expect(refusalOf([run({ path: "a.txt" })], [run(), calls])).toBe(
      "incomparable comparable/other-unit: a.txt counts ticks, b.txt counts calls",
    );
    const modules = run({ facts: { countedBy: "module" }, path: "m.txt" });
    expect(refusalOf([run({ path: "a.txt" })], [modules])).toBe(
      "incomparable comparable/other-rows: a.txt has a row for each symbol, m.txt for each module",
    );
    expect(refusalOf([modules], [modules])).toBe("");
    const kvm = run({ facts: { profileType: "kvm" }, path: "k.txt" });
    const sleep = run({ title: "Sleep profile of a night", path: "s.txt" });
    expect(refusalOf([run(), kvm], [sleep])).toBe(
      "incomparable comparable/other-profile-type: k.txt is a kvm profile, s.txt a sleep profile: their counts are of different things",
    );
  });

  it("are told where only one of them says what it counts, and where a user said otherwise", () => {
    const kvm = run({ facts: { profileType: "kvm" }, path: "k.txt" });
    expect(notesOf([run({ path: "a.txt" })], [kvm])).toEqual([
      "profile-type-unknown: k.txt is a kvm profile; a.txt does not say what it counts",
    ]);
    expect(notesOf([kvm], [kvm])).toEqual([]);
    const own = run({ facts: { profileType: "time", commandLine: "quiet profile=sleep,2" }, path: "o.txt" });
    expect(notesOf([own], [own])).toEqual([
      "profile-type-overruled: o.txt says itself that it is a sleep profile: --event time is not taken",
    ]);
    expect(
      notesOf([run({ title: "kvm-profile" })], [run({ facts: { commandLine: "xprofile=kvm" } })]),
    ).toHaveLength(1);
  });
});

describe("events", () => {
  it("that differ are refused, or are parts of different things, or one is not said", () => {
    expect(refusalOf([sampling("cycles")], [sampling("clock"), sampling("cycles")])).toBe(
      "incomparable comparable/other-event: base counts cycles, next clock, cycles: one of each is not the same cost",
    );
    expect(
      refusalOf([sampling("cycles"), sampling("clock")], [sampling("cycles"), sampling("clock")]),
    ).toMatch(/: cycles and clock: one of each/);
    expect(notesOf([sampling("cycles")], [sampling("clock")], { kind: "total" })).toEqual([
      "other-event: base counts cycles, next clock: parts of different things are compared",
    ]);
    expect(notesOf([sampling("cycles")], [sampling("samples")])).toEqual([
      "event-unknown: base counts cycles, next samples: what the samples are of is not said, and taken to be cycles",
    ]);
    expect(notesOf([sampling("samples")], [sampling("samples")])).toEqual([]);
  });

  it("that are no counts of samples are told, the first of them", () => {
    expect(notesOf([assuming("counts")], [assuming("exact")])).toEqual([
      "exact-counts: ticks of exact.txt is counted, not sampled: intervals and p-values have no sampling noise to speak of",
    ]);
    expect(notesOf([assuming("repeated")], [assuming("exact")])[0]).toMatch(
      /^repeated-counts: one sample of ticks in repeated\.txt may add/,
    );
    expect(notesOf([assuming("shares")], [assuming("counts")])[0]).toMatch(
      /^shares: ticks of shares\.txt are shares/,
    );
  });
});

describe("what else differs", () => {
  it("is told by name: facts that both sides state, lost samples, simulation, attribution", () => {
    const on = (host: string, hz?: number) => run({ facts: hz === undefined ? { host } : { host, hz } });
    expect(notesOf([on("a", 100), on("b")], [on("b"), on("a")])).toEqual([]);
    expect(notesOf([on("b"), on("a")], [on("c"), on("c", 250)])).toEqual([
      "other-host: other host: a, b and c; machines differ in more than the change under test",
    ]);
    expect(notesOf([on("a", 100)], [on("a", 250)])).toEqual([
      "other-hz: other timer frequency: 100 and 250; the same time gives other numbers of ticks",
    ]);
    const lost = (lostSamples: number) => run({ facts: { lostSamples }, path: "l.txt" });
    expect(notesOf([lost(0)], [lost(7)])).toEqual(["lost-samples: l.txt lost 7 samples"]);
    const origin = { kind: "simulated", variant: "sg", seed: 1, parameters: {} } as const;
    const simulated = run({}, { origin });
    expect(notesOf([simulated], [run()])).toEqual(["simulated: base is simulated, next is measured"]);
    expect(notesOf([run(), run()], [run(), simulated])).toEqual([
      "simulated: next is simulated, base is measured",
    ]);
    expect(notesOf([simulated], [simulated])).toEqual([]);
    const exact = run({ facts: { movedTicks: 0 } }, { format: "raw" });
    expect(notesOf([exact], [run()])).toEqual([
      "other-attribution: one profile is credited exactly, another as readprofile prints it, which gives the last bin of a function to the next",
    ]);
    expect([notesOf([exact], [exact]), notesOf([run()], [run()])]).toEqual([[], []]);
  });
});
