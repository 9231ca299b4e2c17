import { chooseMeasure } from "../model/choose-measure.ts";
import type { Measure, Profile, SampleType } from "../model/profile.ts";
import { pprofSampleType } from "./pprof-sample-type.ts";
import { findNameLosses, findStackLosses } from "./stack-losses.ts";

/** What each assumption says of an event. */
const MEANINGS: Readonly<Record<SampleType["assumes"], string>> = {
  counts: "counts samples",
  repeated: "adds many units a sample",
  exact: "is counted without sampling",
  shares: "is shares of a total",
};

/** Says what profile.proto cannot hold of `profiles`. */
export function describePprofLosses(profiles: readonly Profile[]): readonly string[] {
  return [...new Set(profiles.flatMap((profile) => [...findLosses(profile, profiles.length > 1)]))];
}

/**
 * Returns the one measure whose period a file can state, undefined where none needs it: the one that is shown first, as
 * readers know by it that an event counts samples, else one that counts, else the first.
 */
export function findPeriodic(profile: Profile): Measure | undefined {
  const { measures } = profile;
  const needing = measures.filter(
    ({ type }) => !isReadAs(type, null) && type.period !== null && isReadAs(type, type.period),
  );
  const [{ type: chosen }] = chooseMeasure(profile).measures;
  return (
    needing.find(({ type }) => type === chosen) ??
    needing.find(({ type }) => type.assumes === "counts") ??
    needing[0]
  );
}

function* findLosses(profile: Profile, isDifferential: boolean): Generator<string> {
  const { title, symbols, measures, provenance } = profile;
  const { exposure, facts, statedLoadPercent } = provenance;
  yield* findStackLosses(profile);
  yield* findNameLosses(profile);
  const periodic = findPeriodic(profile);
  for (const measure of measures) yield* findTypeLosses(measure.type, measure === periodic);
  if (measures.some(({ counts }) => counts.some((count) => !Number.isInteger(count))))
    yield "fractions are rounded";
  if (measures.some(({ coverage }) => coverage.kind !== "complete"))
    yield "that rows may be missing is not kept: absent symbols are read back as 0";
  // Mappings are files, which are told by their names as perf tells them.
  if (symbols.moduleNames.some((name) => name.includes("/")))
    yield "modules are read back without their folders";
  if (title !== "" && !isDifferential) yield "the title is not kept";
  if (statedLoadPercent !== null) yield "the stated load is not kept";
  if (exposure.bytes !== null) yield "the bytes that were worked on are not kept";
  const lost = Object.keys(facts).filter((fact) => fact !== "defaultEvent");
  if (lost.length > 0) yield `facts of the run are not kept: ${lost.join(", ")}`;
}

function* findTypeLosses(type: SampleType, isPeriodic: boolean): Generator<string> {
  const { event, unit, period, assumes, better } = type;
  const read = pprofSampleType(event, unit, isPeriodic ? period : null);
  if (read.assumes !== assumes)
    yield read.assumes === "repeated"
      ? `that ${event} ${MEANINGS[assumes]} is not kept`
      : `that ${event} ${MEANINGS[assumes]} is not kept, it is read back as what ${MEANINGS[read.assumes]}`;
  if (read.period !== period)
    yield read.period === null
      ? `the period of ${event} is not kept`
      : `${event} are read back as counts of ${read.period} each`;
  if (better !== read.better) yield `that more ${event} is better is not kept`;
}

function isReadAs(type: SampleType, stated: number | null): boolean {
  const read = pprofSampleType(type.event, type.unit, stated);
  return read.period === type.period && read.assumes === type.assumes;
}
