import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import type { RunFacts } from "../model/provenance.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { Normalization } from "./normalization.ts";

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
 * Throws an incomparable error where their numbers count different things: other units, time against schedule() calls, or
 * other events where ticks and not shares are compared.
 */
export function checkComparability(
  base: readonly Profile[],
  next: readonly Profile[],
  normalize: Normalization = { kind: "none" },
): readonly Diagnostic[] {
  const all = [...base, ...next];
  refuseOtherUnits(all);
  refuseOtherTypes(all);
  refuseOtherRows(all);
  return [
    ...noteProfileType(all),
    ...checkEvents(base, next, normalize),
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

function refuseOtherRows([first, ...others]: readonly Profile[]): void {
  const other = others.find((profile) => rowsOf(profile) !== rowsOf(first));
  if (other === undefined) return;
  throw new ZcprofError("incomparable", {
    code: "comparable/other-rows",
    message: `${first.provenance.path} has a row for each ${rowsOf(first)}, ${other.provenance.path} for each ${rowsOf(other)}`,
    hint: "write both with the same --by",
  });
}

function rowsOf({ provenance }: Profile): string {
  return provenance.facts.countedBy ?? "symbol";
}

function refuseOtherTypes(profiles: readonly Profile[]): void {
  const known = profiles.flatMap((profile) => {
    const type = profileTypeOf(profile);
    return type === undefined ? [] : [{ type, path: profile.provenance.path }];
  });
  const other = known.find(({ type }) => type !== known[0].type);
  if (other === undefined) return;
  throw new ZcprofError("incomparable", {
    code: "comparable/other-profile-type",
    message: `${known[0].path} is a ${known[0].type} profile, ${other.path} a ${other.type} profile: their counts are of different things`,
    hint: "a raw profile cannot say what it counts: --event states it",
  });
}

/** What a kernel profile counts: as its own words say, and only where they say nothing, as the user does. */
function profileTypeOf({ provenance: { facts }, title }: Profile): string | undefined {
  return typeInWords(facts.commandLine ?? "") ?? typeInWords(title) ?? facts.profileType;
}

/** Finds the kernel option profile=schedule,2, or a heading such as "schedule profile". */
function typeInWords(words: string): string | undefined {
  const [, option, heading] =
    /\bprofile=(schedule|sleep|kvm)\b|\b(schedule|sleep|kvm)(?:\(\))?[ -]profile\b/i.exec(words) ?? [];
  return (option ?? heading)?.toLowerCase();
}

function noteProfileType(profiles: readonly Profile[]): Diagnostic[] {
  const types = profiles.map(profileTypeOf);
  const notes: Diagnostic[] = [];
  const overruled = profiles.findIndex(
    ({ provenance: { facts } }, i) => facts.profileType !== undefined && facts.profileType !== types[i],
  );
  if (overruled >= 0) {
    const { path, facts } = profiles[overruled].provenance;
    notes.push({
      code: "comparable/profile-type-overruled",
      message: `${path} says itself that it is a ${types[overruled]} profile: --event ${facts.profileType} is not taken`,
    });
  }
  const known = types.find((type) => type !== undefined && type !== "time");
  const unknown = types.indexOf(undefined);
  if (known !== undefined && unknown >= 0) {
    const stated = profiles[types.indexOf(known)].provenance.path;
    notes.push({
      code: "comparable/profile-type-unknown",
      message: `${stated} is a ${known} profile; ${profiles[unknown].provenance.path} does not say what it counts`,
      hint: "state it with --event",
    });
  }
  return notes;
}

/** What sources write that do not say on what they sampled; a folded file is mostly made from a perf script. */
const UNSAID_EVENT = "samples";

/** Ticks of different events are of different size; parts of a total, of an anchor or of a median may still be compared. */
const SIZE_FREE: readonly Normalization["kind"][] = ["total", "anchor", "median-of-ratios"];

function checkEvents(
  base: readonly Profile[],
  next: readonly Profile[],
  { kind }: Normalization,
): Diagnostic[] {
  const [x, y] = [base, next].map((side) => [...new Set(side.map(({ measures }) => measures[0].type.event))]);
  const all = new Set([...x, ...y]);
  if (all.size === 1) return [];
  const said = x.join() === y.join() ? x.join(" and ") : `base counts ${x.join(", ")}, next ${y.join(", ")}`;
  const hint = "--normalize total compares shares";
  if (SIZE_FREE.includes(kind)) {
    return [{ code: "comparable/other-event", message: `${said}: parts of different things are compared` }];
  }
  all.delete(UNSAID_EVENT);
  if (all.size > 1) {
    throw new ZcprofError("incomparable", {
      code: "comparable/other-event",
      message: `${said}: one of each is not the same cost`,
      hint: `choose an event that both have with --event; ${hint}`,
    });
  }
  const [event] = all;
  const message = `${said}: what the samples are of is not said, and taken to be ${event}`;
  return [{ code: "comparable/event-unknown", message, hint: `if they are not, ${hint}` }];
}

function noteAssumptions(profiles: readonly Profile[]): Diagnostic[] {
  const odd = profiles.find(({ measures }) => measures[0].type.assumes !== "counts");
  if (odd === undefined) return [];
  const { event, assumes } = odd.measures[0].type;
  if (assumes === "shares") {
    return [
      {
        code: "comparable/shares",
        message: `${event} of ${odd.provenance.path} are shares, not counts: how many samples stand behind them is not known, so no interval or p-value can be given`,
        hint: "compare the recordings themselves (perf script)",
      },
    ];
  }
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
