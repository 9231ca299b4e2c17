import { describe, expect, it } from "vitest";
import { firefox } from "../../src/parsers/firefox.ts";
import { folded } from "../../src/parsers/folded.ts";
import type { Parser } from "../../src/parsers/parser.ts";
import { perfScript } from "../../src/parsers/perf-script.ts";
import { speedscope } from "../../src/parsers/speedscope.ts";
import { v8CpuProfile } from "../../src/parsers/v8-cpuprofile.ts";
import { PLAIN, readFixture, sourceOf } from "./fixture-source.ts";
import { flatCounts, stackCounts } from "./flat-counts.ts";

const read = (parser: Parser, value: unknown) =>
  parser.parse(sourceOf(typeof value === "string" ? value : JSON.stringify(value), "p.json"), PLAIN);

interface V8Node {
  id: number;
  hitCount: number;
  callFrame: { functionName: string; url: string };
  children?: number[];
}

interface V8File {
  nodes: V8Node[];
  samples: number[];
  timeDeltas: number[];
  startTime: number;
  endTime: number;
}

const node = (id: number, functionName: string, hitCount: number, children: number[] = []): V8Node => ({
  id,
  callFrame: { functionName, url: "" },
  hitCount,
  children,
});

describe("V8 .cpuprofile", () => {
  const recorded: V8File = JSON.parse(readFixture("v8-cpuprofile/work.cpuprofile").toString());

  it("counts what V8's own hitCount says of each function", async () => {
    const [profile] = await read(v8CpuProfile, recorded);
    const hits: Record<string, number> = {};
    for (const { callFrame, hitCount } of recorded.nodes) {
      const name = callFrame.functionName || "(anonymous)";
      if (hitCount > 0) hits[name] = (hits[name] ?? 0) + hitCount;
    }
    expect(hits.sortMany).toBe(11);
    expect(flatCounts(profile)).toEqual(hits);
    expect(flatCounts((await read(v8CpuProfile, { ...recorded, samples: undefined }))[0])).toEqual(hits);
    expect(flatCounts(profile, 0, true)["work.mjs fib"]).toBe(hits.fib);
  });

  it("times every sample to the next one, and the last to the end", async () => {
    const [profile] = await read(v8CpuProfile, recorded);
    expect(profile.measures[1].total).toBe(recorded.endTime - recorded.startTime - recorded.timeDeltas[0]);
  });

  it("keeps stacks below the root", async () => {
    const value = {
      nodes: [node(1, "(root)", 0, [2]), node(2, "f", 1, [3]), node(3, "f", 1)],
      samples: [3, 2],
      timeDeltas: [1, 5],
      startTime: 0,
      endTime: 10,
    };
    const [profile] = await read(v8CpuProfile, value);
    expect([stackCounts(profile), stackCounts(profile, 1)]).toEqual([
      { "f;f": 1, f: 1 },
      { "f;f": 5, f: 4 },
    ]);
    const cycle = { ...value, nodes: [node(1, "(root)", 0), node(2, "f", 0, [3]), node(3, "f", 0, [2])] };
    await expect(read(v8CpuProfile, cycle)).rejects.toMatchObject({ code: "v8-cpuprofile/unexpected" });
    await expect(read(v8CpuProfile, { ...value, samples: [3, 9] })).rejects.toMatchObject({ kind: "parse" });
    await expect(read(v8CpuProfile, { ...value, timeDeltas: [1] })).rejects.toMatchObject({
      message: expect.stringContaining("$.timeDeltas: expected 2 numbers"),
    });
  });
});

const opened = (type: string, frame: number, at: number) => ({ type, frame, at });

describe("speedscope JSON", () => {
  const shared = { frames: [{ name: "a" }, { name: "b", file: "/src/b.c" }] };
  const file = (profile: object) => ({
    $schema: "https://www.speedscope.app/file-format-schema.json",
    shared,
    profiles: [{ name: "t", startValue: 0, endValue: 14, ...profile }],
  });

  it("of samples holds weights by stack", async () => {
    const [profile] = await read(
      speedscope,
      file({ type: "sampled", unit: "none", samples: [[0, 1], [0], [0, 1]], weights: [1, 2, 3] }),
    );
    expect(stackCounts(profile)).toEqual({ "a;b": 4, a: 2 });
    expect(flatCounts(profile, 0, true)).toEqual({ "b.c b": 4, " a": 2 });
  });

  it("of events gives the time between them to the open frame", async () => {
    const events = [
      opened("O", 0, 0),
      opened("O", 0, 2),
      opened("O", 1, 5),
      opened("C", 1, 9),
      opened("C", 0, 9),
      opened("C", 0, 14),
    ];
    const [profile] = await read(speedscope, file({ type: "evented", unit: "seconds", events }));
    expect(stackCounts(profile)).toEqual({ a: 7, "a;a": 3, "a;a;b": 4 });
    expect(profile.diagnostics).toEqual([]);
  });

  it("counts what has no stack as [unknown], and says so", async () => {
    const samples = { type: "sampled", unit: "none", samples: [[0], []], weights: [1, 2] };
    // Nothing is open from 0 to 1, from 3 to 7 and from 9 to 14.
    const events = [opened("O", 0, 1), opened("C", 0, 3), opened("O", 1, 7), opened("C", 1, 9)];
    const [sampled] = await read(speedscope, file(samples));
    const [evented] = await read(speedscope, file({ type: "evented", unit: "seconds", events }));
    expect(stackCounts(sampled)).toEqual({ a: 1, "[unknown]": 2 });
    expect(stackCounts(evented)).toEqual({ a: 2, b: 2, "[unknown]": 10 });
    expect(sampled.diagnostics.map(({ message }) => message)).toEqual([
      "a weight of 2 has no stack and counts as [unknown]",
    ]);
    expect(evented.diagnostics.map(({ message }) => message)).toEqual([
      "10 seconds have no stack and count as [unknown]",
    ]);
  });

  it.each([
    [
      { type: "sampled", unit: "none", samples: [[0]], weights: [] },
      "$.profiles[0].weights: expected 1 weights",
    ],
    [
      { type: "sampled", unit: "none", samples: [[7]], weights: [1] },
      "$.profiles[0].samples[0][0]: expected an index below 2",
    ],
    [
      { type: "sampled", unit: "none", samples: [[0]], weights: [-1] },
      "$.profiles[0].weights[0]: expected a number from 0 to 2^53",
    ],
    [{ type: "evented", unit: "none", events: [opened("O", 0, 0)] }, "expected every frame to close"],
    [
      { type: "evented", unit: "none", events: [opened("O", 0, 0), opened("C", 1, 1)] },
      "expected the frame that was opened last",
    ],
    [
      { type: "evented", unit: "none", events: [opened("O", 0, 5), opened("C", 0, 1)] },
      "expected no time before 5",
    ],
    [{ type: "other", unit: "none" }, "expected sampled or evented"],
  ])("that is broken is refused with its path: %j", async (profile, message) => {
    await expect(read(speedscope, file(profile))).rejects.toMatchObject({
      message: expect.stringContaining(message),
    });
  });

  it("that was cut is refused", async () => {
    await expect(read(speedscope, '{"$schema":"x"')).rejects.toMatchObject({ code: "speedscope/no-json" });
  });

  it("reads back what it writes", async () => {
    const script = await perfScript.parse(
      sourceOf(readFixture("perf-script/multi_event_g.script.txt.gz")),
      PLAIN,
    );
    const diff = await folded.parse(sourceOf("a;b 1 3\na;c 4 2.5\n"), PLAIN);
    for (const profiles of [script, diff]) {
      const written = Buffer.from(speedscope.write!(profiles)).toString();
      const again = await read(speedscope, written);
      const measures = profiles.flatMap((profile) => profile.measures.map((_, i) => [profile, i] as const));
      expect(again.length).toBe(measures.length);
      for (const [i, [profile, measure]] of measures.entries()) {
        expect(stackCounts(again[i])).toEqual(stackCounts(profile, measure));
        expect(flatCounts(again[i], 0, true)).toEqual(flatCounts(profile, measure, true));
      }
    }
  });
});

describe("Firefox processed profiles", () => {
  const text = readFixture("firefox/processed-48.json").toString();

  it("hold a profile for each thread with samples", async () => {
    const profiles = await read(firefox, text);
    expect(profiles.map(({ title }) => title)).toEqual(["main"]);
    expect(stackCounts(profiles[0])).toEqual({
      "main;send;memcpy": 2,
      "main;send": 1,
      "main;send;memcpy;send": 1,
      "[unknown]": 1,
    });
    expect(flatCounts(profiles[0], 0, true)["libc.so.6 memcpy"]).toBe(2);
    expect(profiles[0].diagnostics).toMatchObject([{ code: "firefox/no-stack" }]);
  });

  it.each([
    [
      '"preprocessedProfileVersion":48',
      '"preprocessedProfileVersion":90',
      "expected a version from 24 to 55",
    ],
    ['"prefix":[null,0,1,2]', '"prefix":[null,0,3,2]', "expected the parent of stack 2 before it"],
    ['"func":[0,1,2]', '"func":[0,1,9]', "expected an index below 3"],
    [
      '"weightType":"samples","length":5',
      '"weightType":"spoons","length":5',
      "expected samples, tracing-ms or bytes",
    ],
  ])("that are not known or broken are refused: %s", async (from, to, message) => {
    expect(text).toContain(from);
    await expect(read(firefox, text.replace(from, to))).rejects.toMatchObject({
      message: expect.stringContaining(message),
    });
  });
});
