import { gunzipSync } from "node:zlib";
import { Profile as PprofMessage } from "pprof-format";
import { describe, expect, it } from "vitest";
import { chooseMeasure } from "../../src/model/choose-measure.ts";
import type { Profile } from "../../src/model/profile.ts";
import type { Parser } from "../../src/parsers/parser.ts";
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

const writerOf = (id: string): Parser => PARSERS.find((parser) => parser.id === id)!;
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

describe.each(INPUTS)("$file written in formats of one event", ({ parser, file, input }) => {
  it("is the one that is shown, and what is left out is said", async () => {
    const [profile] = await readInput(parser, readFixture(file), input);
    const [shown] = chooseMeasure(profile).measures;
    const counts = Object.values(flatCounts(profile, profile.measures.indexOf(shown), true));
    const others = profile.measures.filter((measure) => measure !== shown).map(({ type }) => type.event);
    for (const id of ["folded", "csv", "readprofile"]) {
      const writer = writerOf(id);
      const losses = writer.losses!([profile]);
      expect(losses.filter((loss) => loss.startsWith("only "))).toEqual(
        others.length === 0 ? [] : [`only ${shown.type.event} is written, not ${others.join(", ")}`],
      );
      if (losses.some((loss) => loss.startsWith("a profile without"))) {
        expect(counts).toEqual([]);
        continue;
      }
      const [again] = await readInput(writer, writer.write!([profile]), {});
      // A listing of ticks is whole numbers.
      const expected = sum(id === "readprofile" ? counts.map(Math.round) : counts);
      expect(
        again.measures.map(({ listed }) => listed),
        id,
      ).toEqual([expect.closeTo(expected, 6)]);
    }
    // speedscope holds all, and opens with one.
    const { profiles, activeProfileIndex } = JSON.parse(
      Buffer.from(writerOf("speedscope").write!([profile])).toString(),
    );
    expect(profiles).toHaveLength(profile.measures.length);
    expect(profiles[activeProfileIndex].endValue).toBe(shown.listed);
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
