import { gzipSync } from "node:zlib";
import { Profile as PprofMessage, StringTable } from "pprof-format";
import { chooseMeasure } from "../model/choose-measure.ts";
import type { Profile } from "../model/profile.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { checkFrames } from "./frame-limit.ts";
import { BASE_LABEL } from "./pprof-framing.ts";
import { findPeriodic } from "./pprof-losses.ts";

/**
 * Writes one profile, or two as a differential (base, then next), as gzipped profile.proto that `go tool pprof`
 * opens. Each symbol is a location of its own. Throws a usage error for more, or for two with different events.
 */
export function writePprof(profiles: readonly Profile[]): Uint8Array {
  const [first] = profiles;
  const events = JSON.stringify(first.measures.map(({ type }) => [type.event, type.unit]));
  for (const { measures } of profiles.slice(1)) {
    if (
      profiles.length > 2 ||
      JSON.stringify(measures.map(({ type }) => [type.event, type.unit])) !== events
    ) {
      throw new ZcprofError("usage", {
        code: "pprof/too-many",
        message: "profile.proto holds one profile, or a base and a next one with the same events",
        hint: "choose one with FILE#N, and events with --event",
      });
    }
  }
  checkFrames(profiles);
  const strings = new StringTable();
  const periodic = findPeriodic(first);
  const seconds = first.provenance.exposure.seconds ?? 0;
  const tables = new LocationTables(strings);
  const message = new PprofMessage({
    stringTable: strings,
    sampleType: first.measures.map(({ type }) => ({
      type: strings.dedup(type.event),
      unit: strings.dedup(type.unit),
    })),
    sample: profiles.flatMap((profile, side) => {
      const isBase = profiles.length === 2 && side === 0;
      const label = isBase ? [{ key: strings.dedup(BASE_LABEL), str: strings.dedup("true") }] : [];
      const locations = tables.add(profile);
      return Array.from({ length: profile.samples.length }, (_, i) => ({
        locationId: stackOf(profile, i).map((symbol) => locations[symbol]),
        value: profile.measures.map(({ counts }) => Math.round(counts[i]) * (isBase ? -1 : 1)),
        label,
      }));
    }),
    ...(periodic === undefined
      ? {}
      : {
          periodType: { type: strings.dedup(periodic.type.event), unit: strings.dedup(periodic.type.unit) },
          period: periodic.type.period ?? 0,
        }),
    // Without it readers show the last event.
    ...(first.measures.length === 1 ? {} : { defaultSampleType: strings.dedup(defaultEventOf(first)) }),
    durationNanos: BigInt(Math.round(seconds * 1e9)),
    mapping: tables.mapping,
    location: tables.location,
    function: tables.function,
  });
  return gzipSync(message.encode());
}

/** Mappings, functions and locations of several profiles, each symbol (module and name) once. */
class LocationTables {
  readonly mapping: { id: number; filename: number; hasFunctions: boolean }[] = [];
  readonly function: { id: number; name: number; systemName: number }[] = [];
  readonly location: { id: number; mappingId: number; line: { functionId: number }[] }[] = [];
  readonly #strings: StringTable;
  readonly #ids = new Map<string, number>();

  constructor(strings: StringTable) {
    this.#strings = strings;
  }

  /** Returns the location id of each symbol of the profile. */
  add({ symbols }: Profile): readonly number[] {
    const used = new Set(symbols.module);
    // pprof takes the first mapping for the program: real files before [comm] and the like.
    const names = symbols.moduleNames.filter((name, module) => name !== "" && used.has(module));
    for (const name of names.filter((name) => !name.startsWith("["))) this.#mappingOf(name);
    const mappings = symbols.moduleNames.map((name, module) =>
      name === "" || !used.has(module) ? 0 : this.#mappingOf(name),
    );
    return Array.from({ length: symbols.length }, (_, i) => {
      const name = symbols.name.at(i);
      const mappingId = mappings[symbols.module[i]];
      const key = `${mappingId} ${name}`;
      const known = this.#ids.get(key);
      if (known !== undefined) return known;
      const id = this.location.length + 1;
      const text = this.#strings.dedup(name);
      this.function.push({ id, name: text, systemName: text });
      this.location.push({ id, mappingId, line: [{ functionId: id }] });
      this.#ids.set(key, id);
      return id;
    });
  }

  #mappingOf(name: string): number {
    const filename = this.#strings.dedup(name);
    const known = this.mapping.find((mapping) => mapping.filename === filename);
    if (known !== undefined) return known.id;
    // hasFunctions keeps pprof from looking for a binary of this name.
    return this.mapping.push({ id: this.mapping.length + 1, filename, hasFunctions: true });
  }
}

function stackOf({ samples, stacks }: Profile, sample: number): number[] {
  const symbols: number[] = [];
  for (let at = samples.stack[sample]; at >= 0; at = stacks.prefix[at]) symbols.push(stacks.symbol[at]);
  return symbols;
}

// The event that is shown where nobody names one: the source's own choice, else zcprof's.
function defaultEventOf(profile: Profile): string {
  const { defaultEvent } = profile.provenance.facts;
  const named = profile.measures.find(({ type }) => type.event === defaultEvent);
  return (named ?? chooseMeasure(profile).measures[0]).type.event;
}
