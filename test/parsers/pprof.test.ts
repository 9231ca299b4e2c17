import { gunzipSync } from "node:zlib";
import * as fc from "fast-check";
import { Profile as PprofMessage, type ProfileInput, StringTable } from "pprof-format";
import { describe, expect, it } from "vitest";
import { chooseMeasure } from "../../src/model/choose-measure.ts";
import type { Profile } from "../../src/model/profile.ts";
import { perfScript } from "../../src/parsers/perf-script.ts";
import { pprof } from "../../src/parsers/pprof.ts";
import { PLAIN, readFixture, sourceOf } from "./fixture-source.ts";
import { flatCounts, stackCounts } from "./flat-counts.ts";
import { readPprofTop } from "./pprof-top.ts";

const read = (bytes: Uint8Array) => pprof.parse(sourceOf(bytes, "p.pb"), PLAIN);
const readRecorded = (name: string) => read(readFixture(`pprof/${name}.pb.gz`));
const measureOf = (profile: Profile, event: string) =>
  profile.measures.findIndex(({ type }) => type.event === event);

const readTop = (name: string, unit: string): Record<string, number> =>
  readPprofTop(`pprof/${name}.txt`, unit).flat;

// The smallest message: one sample of one location of the function main, changed by the test.
function encode(
  change: (message: ProfileInput & { stringTable: StringTable }) => void = () => undefined,
): Uint8Array {
  const stringTable = new StringTable();
  const message = {
    stringTable,
    sampleType: [{ type: stringTable.dedup("samples"), unit: stringTable.dedup("count") }],
    sample: [{ locationId: [1], value: [5] }],
    location: [{ id: 1, line: [{ functionId: 1 }] }],
    function: [{ id: 1, name: stringTable.dedup("main") }],
  };
  change(message);
  return new PprofMessage(message).encode();
}

const head = (bytes: Uint8Array) => ({ bytes, whole: true, name: "" });

describe("pprof", () => {
  it("CPU profiles agree with pprof -top, symbol by symbol", async () => {
    const [profile] = await readRecorded("go_copy_r1.cpu");
    const rows = readTop("go_copy_r1.cpu.pprof-top", "ms");
    expect(rows["runtime/internal/syscall.Syscall6"]).toBe(800);
    const milliseconds = Object.entries(flatCounts(profile, measureOf(profile, "cpu"))).map(([name, ns]) => [
      name,
      ns / 1e6,
    ]);
    expect(Object.fromEntries(milliseconds)).toEqual(rows);
    expect(profile.measures[0].total).toBe(91);
    expect(profile.provenance.exposure.seconds).toBe(3.173961467);
  });

  it.each([
    ["alloc_space", "B"],
    ["inuse_objects", ""],
  ])("heap profiles keep %s apart, as pprof -top shows it", async (event, unit) => {
    const [profile] = await readRecorded("go_copy_r1.heap");
    expect(flatCounts(profile, measureOf(profile, event))).toEqual(
      readTop(`go_copy_r1.heap.${event}-top`, unit),
    );
  });

  // What `go tool pprof -top` shows without -sample_index: a heap's last type, the one that an allocs profile names.
  it.each([
    ["go_copy_r1.heap", "inuse_space"],
    ["go_copy_r1.cpu", "samples"],
  ])(
    "%s shows %s where nobody named an event: pprof's own choice, but for samples before their time",
    async (name, event) => {
      const [profile] = await readRecorded(name);
      expect(chooseMeasure(profile).measures[0].type.event).toBe(event);
    },
  );

  it("shows the event first that the file names", async () => {
    const bytes = encode((message) => {
      const { stringTable } = message;
      message.sampleType = ["alloc_space", "inuse_space"].map((type) => ({
        type: stringTable.dedup(type),
        unit: stringTable.dedup("bytes"),
      }));
      message.sample = [{ locationId: [1], value: [5, 7] }];
      message.defaultSampleType = stringTable.dedup("alloc_space");
    });
    expect(chooseMeasure((await read(bytes))[0]).measures[0].type.event).toBe("alloc_space");
  });

  it("stacks hold inlined functions as frames, as pprof -traces lists them", async () => {
    const [profile] = await readRecorded("go_copy_r1.cpu");
    const expected: Record<string, number> = {};
    for (const block of readFixture("pprof/go_copy_r1.cpu.pprof-traces.txt")
      .toString()
      .split(/^-+\+-+$/m)
      .slice(1)) {
      const match = /^ +(\d+)ms {3}(.*)((?:\n {13}.*)*)/m.exec(block);
      if (match === null) continue;
      const frames = [match[2], ...match[3].trim().split("\n")].map((line) =>
        line.trim().replace(/ \(inline\)$/, ""),
      );
      const stack = frames
        .filter((frame) => frame !== "")
        .reverse()
        .join(";");
      expected[stack] = (expected[stack] ?? 0) + Number(match[1]) / 10;
    }
    expect(stackCounts(profile)).toEqual(expected);
  });

  it("what -diff_base wrote becomes a base and a next profile", async () => {
    const [base, next] = await readRecorded("go_copy_r1_r2.diff_base");
    const [r1] = await readRecorded("go_copy_r1.cpu");
    const [r2] = await readRecorded("go_copy_r2.cpu");
    expect([base.title, next.title]).toEqual(["base", "next"]);
    expect(flatCounts(base, 1)).toEqual(flatCounts(r1, 1));
    expect(flatCounts(next, 1)).toEqual(flatCounts(r2, 1));
  });

  it("differences of two profiles are those of pprof -diff_base", async () => {
    const [r1] = await readRecorded("go_copy_r1.cpu");
    const [r2] = await readRecorded("go_copy_r2.cpu");
    const [base, next] = [flatCounts(r1, 1), flatCounts(r2, 1)];
    const rows = readTop("copy_aa.diff_base-top", "ms");
    expect(Object.keys(rows).length).toBeGreaterThan(10);
    for (const [name, difference] of Object.entries(rows)) {
      expect(((next[name] ?? 0) - (base[name] ?? 0)) / 1e6, name).toBe(difference);
    }
  });

  it("reads back what it writes", async () => {
    const script = readFixture("perf-script/multi_event_g.script.txt.gz");
    const recorded = [
      await readRecorded("go_copy_r1.cpu"),
      await readRecorded("go_copy_r1.heap"),
      await readRecorded("go_copy_r1_r2.diff_base"),
      await perfScript.parse(sourceOf(script), PLAIN),
    ];
    for (const profiles of recorded) {
      const again = await read(gunzipSync(pprof.write!(profiles)));
      expect(again.map(({ title }) => title)).toEqual(profiles.map(({ title }) => title));
      for (const [i, profile] of profiles.entries()) {
        expect(again[i].measures.map(({ type }) => type.event)).toEqual(
          profile.measures.map(({ type }) => type.event),
        );
        for (const measure of profile.measures.keys()) {
          expect(stackCounts(again[i], measure)).toEqual(stackCounts(profile, measure));
          expect(flatCounts(again[i], measure, true)).toEqual(flatCounts(profile, measure, true));
        }
      }
    }
  });

  it.each<[string, string, (message: ProfileInput & { stringTable: StringTable }) => void]>([
    ["a location that is missing", "dangling-id", (m) => (m.sample = [{ locationId: [2], value: [1] }])],
    [
      "a function that is missing",
      "dangling-id",
      (m) => (m.location = [{ id: 1, line: [{ functionId: 9 }] }]),
    ],
    ["a mapping that is missing", "dangling-id", (m) => (m.location = [{ id: 1, mappingId: 4 }])],
    ["a string that is missing", "dangling-string", (m) => (m.function = [{ id: 1, name: 99 }])],
    ["a location twice", "double-id", (m) => (m.location = [{ id: 1 }, { id: 1 }])],
    ["fewer values than types", "value-count", (m) => (m.sample = [{ locationId: [1], value: [] }])],
    ["a negative value", "negative-value", (m) => (m.sample = [{ locationId: [1], value: [-1] }])],
    ["a value above 2^53", "value-too-large", (m) => (m.sample = [{ locationId: [1], value: [2n ** 60n] }])],
    ["no sample type", "no-sample-type", (m) => (m.sampleType = [])],
  ])("%s is refused", async (_, code, change) => {
    await expect(read(encode(change))).rejects.toMatchObject({
      code: `pprof/${code}`,
      kind: "parse",
      location: { path: "p.pb" },
    });
  });

  it.each([
    ["9223372036854775807", 2n ** 63n - 1n],
    ["9007199254740993", 2n ** 53n + 1n],
    ["-9223372036854775808", -(2n ** 63n)],
    ["-9007199254740993", -(2n ** 53n) - 1n],
  ])("a value of %s is refused as it stands in the file, not rounded", async (text, value) => {
    const bytes = encode((m) => {
      m.sampleType = [m.sampleType![0], m.sampleType![0]];
      m.location = [{ id: 300, line: [{ functionId: 1 }] }];
      m.sample = [{ locationId: [300], value: [7n, value], label: [{ key: 1, num: 2n ** 60n }] }];
    });
    await expect(read(bytes)).rejects.toMatchObject({ message: expect.stringContaining(` of ${text},`) });
  });

  it("ids of any 64 bits, with any inlines, lead to their frames", async () => {
    // Lengths of one to ten bytes, on both sides of each, and of 2^53.
    const ids = [1n, 2n, 3n, 7n, 14n, 21n, 28n, 49n, 53n, 56n, 63n].flatMap((bits) => [
      2n ** bits - 1n,
      2n ** bits,
    ]);
    const location = fc.record({ functions: fc.array(fc.nat(3), { maxLength: 3 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 8 }),
        fc.array(location, { minLength: 8, maxLength: 8 }),
        fc.array(fc.array(fc.nat(7), { minLength: 1, maxLength: 300 }), { minLength: 1, maxLength: 5 }),
        async (known, locations, samples) => {
          const used = samples.map((places) => places.map((place) => place % known.length));
          const bytes = encode((m) => {
            m.function = [1, 2, 3, 4].map((id) => ({ id, name: m.stringTable.dedup(`f${id}`) }));
            m.location = known.map((id, i) => ({
              id,
              line: locations[i].functions.map((of) => ({ functionId: of + 1 })),
            }));
            m.sample = used.map((places) => ({
              locationId: places.map((place) => known[place]),
              value: [1],
            }));
          });
          const expected: Record<string, number> = {};
          for (const places of used) {
            const stack = places
              .flatMap((place) =>
                locations[place].functions.length === 0
                  ? ["[unknown]"]
                  : locations[place].functions.map((of) => `f${of + 1}`),
              )
              .reverse()
              .join(";");
            expected[stack] = (expected[stack] ?? 0) + 1;
          }
          const [profile] = await read(bytes);
          expect(stackCounts(profile)).toEqual(expected);
        },
      ),
    );
  });

  it("ids that count up lead to their frames, of one byte to three", async () => {
    const ids = Array.from({ length: 20_000 }, (_, i) => i + 1);
    const bytes = encode((m) => {
      m.function = ids.slice(0, 7).map((id) => ({ id, name: m.stringTable.dedup(`f${id % 7}`) }));
      m.location = ids.map((id) => ({ id, line: [{ functionId: (id % 7) + 1 }] }));
      m.sample = [{ locationId: ids, value: [1] }];
    });
    const [profile] = await read(bytes);
    const names = ids.map((id) => `f${((id % 7) + 1) % 7}`).reverse();
    expect(Object.keys(stackCounts(profile))).toEqual([names.join(";")]);
  });

  it("inlines that multiply without end are refused in bounded time", async () => {
    const bomb = encode((m) => {
      m.location = [{ id: 1, line: Array.from({ length: 20_000 }, () => ({ functionId: 1 })) }];
      m.sample = Array.from({ length: 1000 }, () => ({
        locationId: Array.from({ length: 100 }, () => 1),
        value: [1],
      }));
    });
    await expect(read(bomb)).rejects.toMatchObject({ code: "pprof/too-many-frames" });
  });

  it("a stack of 100,000 frames is one stack", async () => {
    const [profile] = await read(
      encode((m) => (m.sample = [{ locationId: Array.from({ length: 100_000 }, () => 1), value: [1] }])),
    );
    expect(profile.stacks.length).toBe(100_000);
  });

  it("cut anywhere is refused, or ends between two fields", async () => {
    const bytes = readFixture("pprof/go_copy_r1.cpu.pb.gz");
    let whole = 0;
    for (let end = 1; end < bytes.length; end++) {
      try {
        await read(bytes.subarray(0, end));
        whole += 1;
      } catch (error) {
        expect(error).toMatchObject({ kind: "parse", code: expect.stringMatching(/^pprof\//) });
      }
    }
    // Fields after the last sample, location and function that count nothing: strings and times.
    expect(whole).toBeLessThan(20);
  });

  it("is told by its content, and text is not taken for it", () => {
    expect(pprof.sniff(head(readFixture("pprof/go_copy_r1.mutex.pb.gz"))).answer).toBe("yes");
    expect(pprof.sniff(head(readFixture("perf-script/copy_g_r1.script-F-ipsym.txt.gz"))).answer).toBe("no");
    expect(pprof.sniff(head(Buffer.from("\n\n\n"))).answer).toBe("no");
  });
});
