import { chooseMeasure } from "../model/choose-measure.ts";
import type { Measure, Profile } from "../model/profile.ts";
import { checkFrames } from "./frame-limit.ts";
import { findNameLosses, findStackLosses } from "./stack-losses.ts";

export const SPEEDSCOPE_SCHEMA = "https://www.speedscope.app/file-format-schema.json";

/** Units of the schema; anything else is a number without a unit. */
const UNITS = new Set(["nanoseconds", "microseconds", "milliseconds", "seconds", "bytes"]);

/** Says what speedscope's JSON cannot hold of `profiles`. */
export function describeSpeedscopeLosses(profiles: readonly Profile[]): readonly string[] {
  const losses = new Set<string>(
    profiles.flatMap((profile) => [...findStackLosses(profile), ...findNameLosses(profile)]),
  );
  for (const { measures } of profiles) {
    if (measures.length > 1) losses.add("each event becomes a profile of its own");
    for (const { type } of measures) {
      if (type.period !== null) losses.add(`the period of ${type.event} is not kept`);
      if (type.unit !== "count" && !UNITS.has(type.unit)) losses.add(`the unit, ${type.unit}, is not kept`);
      if (type.event !== "samples")
        losses.add(`the name of the event, ${type.event}, is kept in the title only`);
    }
  }
  return [...losses];
}

/**
 * Writes each measure of each profile as a sampled profile of speedscope's JSON, which opens with the first profile's
 * that is shown; modules are the frames' files.
 */
export function writeSpeedscope(profiles: readonly Profile[]): Uint8Array {
  // Each measure is written as a profile of its own, with its stacks.
  checkFrames(profiles.flatMap((profile) => profile.measures.map(() => profile)));
  const frames: { name: string; file?: string }[] = [];
  const known = new Map<string, number>();
  const written = profiles.flatMap((profile) => {
    const { symbols, samples } = profile;
    const frameOf = Array.from({ length: symbols.length }, (_, i) => {
      const name = symbols.name.at(i);
      const file = symbols.moduleNames[symbols.module[i]];
      const key = `${file}\n${name}`;
      const index = known.get(key) ?? frames.push(file === "" ? { name } : { name, file }) - 1;
      known.set(key, index);
      return index;
    });
    const stacks = Array.from(samples.stack, (stack) => readFrames(profile, stack, frameOf));
    return profile.measures.map((measure) => describeMeasure(profile, measure, stacks));
  });
  const text = JSON.stringify({
    $schema: SPEEDSCOPE_SCHEMA,
    shared: { frames },
    profiles: written,
    name: profiles[0].title || profiles[0].provenance.path,
    activeProfileIndex: profiles[0].measures.indexOf(chooseMeasure(profiles[0]).measures[0]),
    exporter: "zcprof",
  });
  return Buffer.from(`${text}\n`);
}

function describeMeasure(
  { title, measures }: Profile,
  { type, counts, listed }: Measure,
  stacks: readonly number[][],
): object {
  return {
    type: "sampled",
    name: measures.length === 1 ? title : [title, type.event].filter((part) => part !== "").join(" "),
    unit: UNITS.has(type.unit) ? type.unit : "none",
    startValue: 0,
    endValue: listed,
    samples: stacks,
    weights: [...counts],
  };
}

function readFrames({ stacks }: Profile, stack: number, frameOf: readonly number[]): number[] {
  const frames: number[] = [];
  for (let at = stack; at >= 0; at = stacks.prefix[at]) frames.push(frameOf[stacks.symbol[at]]);
  return frames.reverse();
}
