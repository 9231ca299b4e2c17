import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import type { RunFacts } from "../model/provenance.ts";
import { ZcprofError } from "../model/zcprof-error.ts";

/** Runs this much apart in length or work are told of where nothing divides by it. */
const UNEQUAL = 1.01;

/** Facts that make ticks mean something else when they differ, with the words for them. */
const FACTS: readonly { readonly key: keyof RunFacts; readonly what: string; readonly because: string }[] = [
  { key: "stepBytes", what: "step", because: "ticks near the ends of functions go to other symbols" },
  { key: "hz", what: "timer frequency", because: "the same time gives other numbers of ticks" },
  { key: "kernel", what: "kernel", because: "symbols may have been renamed, split or inlined" },
  { key: "cpus", what: "number of CPUs", because: "each CPU counts its own ticks" },
  { key: "host", what: "host", because: "machines differ in more than the change under test" },
];

/**
 * Returns what makes two sets of profiles less than comparable, the gravest first (docs/statistics.md section 9).
 * Throws an incomparable error where their numbers count different things: other units, or time against schedule() calls.
 */
export function checkComparability(
  base: readonly Profile[],
  next: readonly Profile[],
): readonly Diagnostic[] {
  const all = [...base, ...next];
  refuseOtherUnits(all);
  refuseOtherTypes(all);
  return [
    ...noteProfileType(all),
    ...noteEvent(base, next),
    ...noteAssumptions(all),
    ...noteLostSamples(all),
    ...noteOrigin(base, next),
    ...FACTS.flatMap(({ key, what, because }) => noteFact(base, next, key, what, because)),
    ...noteAttribution(base, next),
  ];
}

/** Returns what equal exposures would hide: runs of other length or work, where nothing divides by them. */
export function checkExposures(base: readonly Profile[], next: readonly Profile[]): readonly Diagnostic[] {
  return (["seconds", "bytes"] as const).flatMap((unit) => {
    const mean = (profiles: readonly Profile[]): number =>
      profiles.reduce((sum, { provenance }) => sum + (provenance.exposure[unit] ?? Number.NaN), 0) /
      profiles.length;
    const [x, y] = [mean(base), mean(next)];
    if (!(Math.max(x / y, y / x) > UNEQUAL)) return [];
    return [
      {
        code: `comparable/other-${unit}`,
        message: `base covers ${plain(x)} ${unit}, next ${plain(y)}, and ticks are compared as if these were equal`,
        hint: unit === "seconds" ? "--normalize time divides by them" : "--normalize work divides by them",
      },
    ];
  });
}

function refuseOtherUnits(profiles: readonly Profile[]): void {
  const first = profiles[0];
  for (const profile of profiles) {
    if (profile.measures[0].type.unit !== first.measures[0].type.unit) {
      throw new ZcprofError("incomparable", {
        code: "comparable/other-unit",
        message: `${first.provenance.path} counts ${first.measures[0].type.unit}, ${profile.provenance.path} counts ${profile.measures[0].type.unit}`,
        hint: "choose an event that both have with --event",
      });
    }
  }
}

function refuseOtherTypes(profiles: readonly Profile[]): void {
  const known = profiles.filter(({ provenance }) => provenance.facts.profileType !== undefined);
  for (const { provenance } of known) {
    const first = known[0].provenance;
    if (provenance.facts.profileType !== first.facts.profileType) {
      throw new ZcprofError("incomparable", {
        code: "comparable/other-profile-type",
        message: `${first.path} is a ${first.facts.profileType} profile, ${provenance.path} a ${provenance.facts.profileType} profile: their counts are of different things`,
        hint: "a raw profile cannot say what it counts: --event states it",
      });
    }
  }
}

function noteProfileType(profiles: readonly Profile[]): Diagnostic[] {
  const types = profiles.map(({ provenance }) => provenance.facts.profileType);
  const known = types.find((type) => type !== undefined && type !== "time");
  const unknown = types.indexOf(undefined);
  if (known === undefined || unknown < 0) return [];
  const stated = profiles[types.indexOf(known)].provenance.path;
  return [
    {
      code: "comparable/profile-type-unknown",
      message: `${stated} is a ${known} profile; ${profiles[unknown].provenance.path} does not say what it counts`,
      hint: "state it with --event",
    },
  ];
}

function noteEvent(base: readonly Profile[], next: readonly Profile[]): Diagnostic[] {
  const [x, y] = [base, next].map((side) => [...new Set(side.map(({ measures }) => measures[0].type.event))]);
  if (x.join() === y.join()) return [];
  const message = `base counts ${x.join(", ")}, next ${y.join(", ")}: compare shares, not ticks`;
  return [{ code: "comparable/other-event", message, hint: "--normalize total compares shares" }];
}

function noteAssumptions(profiles: readonly Profile[]): Diagnostic[] {
  const odd = profiles.find(({ measures }) => measures[0].type.assumes !== "counts");
  if (odd === undefined) return [];
  const { event, assumes } = odd.measures[0].type;
  const message =
    assumes === "exact"
      ? `${event} of ${odd.provenance.path} is counted, not sampled: intervals and p-values have no sampling noise to speak of`
      : `one sample of ${event} in ${odd.provenance.path} may add many units at once: intervals are too narrow and p-values too small`;
  return [{ code: `comparable/${assumes}-counts`, message }];
}

function noteLostSamples(profiles: readonly Profile[]): Diagnostic[] {
  return profiles.flatMap(({ provenance }) => {
    const lost = provenance.facts.lostSamples ?? 0;
    if (lost === 0) return [];
    return [{ code: "comparable/lost-samples", message: `${provenance.path} lost ${lost} samples` }];
  });
}

function noteOrigin(base: readonly Profile[], next: readonly Profile[]): Diagnostic[] {
  const kinds = [base, next].map((side) => side.map(({ provenance }) => provenance.origin.kind));
  const simulated = kinds.map((side) => side.includes("simulated"));
  if (simulated[0] === simulated[1]) return [];
  const message = `${simulated[0] ? "base" : "next"} is simulated, ${simulated[0] ? "next" : "base"} is measured`;
  return [{ code: "comparable/simulated", message }];
}

function noteFact(
  base: readonly Profile[],
  next: readonly Profile[],
  key: keyof RunFacts,
  what: string,
  because: string,
): Diagnostic[] {
  const valuesOf = (side: readonly Profile[]): string =>
    [...new Set(side.flatMap(({ provenance }) => provenance.facts[key] ?? []).map(String))].sort().join(", ");
  const [x, y] = [valuesOf(base), valuesOf(next)];
  if (x === "" || y === "" || x === y) return [];
  return [{ code: `comparable/other-${key}`, message: `other ${what}: ${x} and ${y}; ${because}` }];
}

function noteAttribution(base: readonly Profile[], next: readonly Profile[]): Diagnostic[] {
  const all = [...base, ...next];
  if (!all.some(isExact) || !all.some(isPrinted)) return [];
  return [
    {
      code: "comparable/other-attribution",
      message:
        "one profile is credited exactly, another as readprofile prints it, which gives the last bin of a function to the next",
      hint: "print both with the same attribution",
    },
  ];
}

function isExact({ provenance }: Profile): boolean {
  return provenance.facts.movedTicks !== undefined;
}

function isPrinted({ provenance }: Profile): boolean {
  return provenance.format === "readprofile";
}

function plain(value: number): string {
  return String(Number(value.toPrecision(6)));
}
