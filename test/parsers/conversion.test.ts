import { gunzipSync } from "node:zlib";
import { Profile as PprofMessage } from "pprof-format";
import { describe, expect, it } from "vitest";
import { chooseMeasure } from "../../src/model/choose-measure.ts";
import type { Profile } from "../../src/model/profile.ts";
import { pprof } from "../../src/parsers/pprof.ts";
import { PARSERS } from "../../src/parsers/registry.ts";
import { listInputs, readInput } from "./contract-inputs.ts";
import { readFixture } from "./fixture-source.ts";
import { flatCounts } from "./flat-counts.ts";
import { readPprofTop } from "./pprof-top.ts";
import { contentOf } from "./profile-content.ts";

const INPUTS = PARSERS.flatMap((parser) =>
  listInputs(parser)
    .filter(([, { refused }]) => refused === undefined)
    .map(([file, input]) => ({ parser, file, input })),
);
const shownEvent = (profile: Profile): string => chooseMeasure(profile).measures[0].type.event;

// What pprof shows where nobody names an event: the one that the file names, else the last.
function pprofEvent(bytes: Uint8Array): string {
  const { defaultSampleType, sampleType, stringTable } = PprofMessage.decode(bytes);
  return stringTable.strings[Number(defaultSampleType || sampleType.at(-1)?.type)];
}

// The content without which event is to be shown first, which only pprof can say.
function comparable(profile: Profile): unknown {
  const { defaultEvent: _, ...facts } = profile.provenance.facts;
  return contentOf({ ...profile, provenance: { ...profile.provenance, facts } });
}

describe.each(INPUTS)("$file written as pprof", ({ parser, file, input }) => {
  it("is what it was but for what is said, and shows the event that it showed", async () => {
    const [profile] = await readInput(parser, readFixture(file), input);
    const written = gunzipSync(pprof.write!([profile]));
    const [again] = await readInput(pprof, written, {});
    expect(shownEvent(again)).toBe(shownEvent(profile));
    if (pprof.losses!([profile]).length === 0) expect(comparable(again)).toEqual(comparable(profile));
    // pprof itself goes on showing what it showed of its own files, and shows zcprof's choice of all others.
    const expected = parser.id === "pprof" ? pprofEvent(readFixture(file)) : shownEvent(profile);
    expect(pprofEvent(written)).toBe(expected);
  });
});

describe("go tool pprof -top of what was written", () => {
  it.each([
    "gprof/gprof.txt",
    "perf-script/multi_event_g.script.txt",
    "v8-cpuprofile/work.cpuprofile",
    "firefox/processed-48.json",
    "cachegrind/cachegrind.out.copy.br",
  ])("%s shows the event that zcprof shows, with its counts", async (name) => {
    const { parser, file, input } = INPUTS.find((known) => known.file.replace(/\.gz$/, "") === name)!;
    const [profile] = (await readInput(parser, readFixture(file), input)).map(chooseMeasure);
    const { event, flat } = readPprofTop(`pprof/written/${name.split("/")[1]}.pprof-top.txt`, "");
    expect(profile.measures[0].type.event).toBe(event);
    expect(flatCounts(profile)).toEqual(flat);
  });
});
