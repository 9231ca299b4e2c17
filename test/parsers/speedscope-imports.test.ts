import { createHash } from "node:crypto";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { chooseMeasure } from "../../src/model/choose-measure.ts";
import type { Profile } from "../../src/model/profile.ts";
import { chooseParser } from "../../src/parsers/detect.ts";
import { PARSERS } from "../../src/parsers/registry.ts";
import { speedscope } from "../../src/parsers/speedscope.ts";
import { PLAIN, readFixture, sourceOf } from "./fixture-source.ts";

// What speedscope itself counted when it imported the same files: scripts/record-speedscope.mjs.
interface Imported {
  readonly name: string;
  readonly unit: string;
  readonly total: number;
  readonly frames: readonly (readonly [name: string, file: string, self: number, total: number])[];
}

interface Recorded {
  readonly written: readonly {
    fixture: string;
    sha256: string;
    profiles: readonly Imported[];
    /** Index of the one that is opened. */
    shown: number;
  }[];
  readonly read: readonly { fixture: string; exported: string; profiles: readonly Imported[] }[];
}

type Weights = Readonly<Record<string, readonly [self: number, total: number]>>;

const { written, read }: Recorded = JSON.parse(readFixture("speedscope/imports.json.gz").toString());

async function readProfiles(fixture: string): Promise<readonly Profile[]> {
  const bytes = readFixture(fixture);
  const head = { bytes: bytes.subarray(0, 65_536), whole: bytes.length <= 65_536, name: "" };
  return chooseParser(PARSERS, head, fixture).parser.parse(sourceOf(bytes, `fixtures/${fixture}`), PLAIN);
}

/** Sums what `nameOf` names alike; what weighs nothing is left out, as either side may list it. */
function sumFrames(
  frames: Imported["frames"],
  nameOf: (name: string, file: string) => string | null,
): Weights {
  const sums: Record<string, readonly [number, number]> = {};
  for (const [name, file, self, total] of frames) {
    const key = nameOf(name, file);
    if (key === null || total === 0) continue;
    sums[key] = [(sums[key]?.[0] ?? 0) + self, (sums[key]?.[1] ?? 0) + total];
  }
  return sums;
}

/** Weighs each frame of a profile as plainly as can be: its own samples, and all that it is in, once each. */
function weigh(profile: Profile, columns: readonly number[]): Imported["frames"] {
  const { stacks, samples, symbols, measures } = profile;
  const sums = Array.from({ length: symbols.length }, () => [0, 0]);
  for (const column of columns)
    for (const [i, leaf] of samples.stack.entries()) {
      const count = measures[column].counts[i];
      sums[stacks.symbol[leaf]][0] += count;
      const inside = new Set<number>();
      for (let at = leaf; at >= 0; at = stacks.prefix[at]) inside.add(stacks.symbol[at]);
      for (const symbol of inside) sums[symbol][1] += count;
    }
  return sums.map(([self, total], i) => [
    symbols.name.at(i),
    symbols.moduleNames[symbols.module[i]],
    self,
    total,
  ]);
}

const byFile = (name: string, file: string): string => `${file} ${name}`;
const byName = (name: string): string => name;
const byFunction = (name: string): string | null =>
  name === "(idle)" ? null : name.replace(/^\(anonymous .*\)$/, "(anonymous)");
const withoutUnknown = (name: string): string | null => (name === "[unknown]" ? null : name);

function ownTimes(weights: Weights): Record<string, number> {
  return Object.fromEntries(
    Object.entries(weights).flatMap(([name, [self]]) => (self === 0 ? [] : [[name, self]])),
  );
}

function recordOf(fixture: string): readonly Imported[] {
  return read.find((one) => one.fixture === fixture)!.profiles;
}

describe("speedscope counts in what zcprof writes", () => {
  const validate = new Ajv().compile(
    JSON.parse(readFixture("speedscope/file-format-schema.json").toString()),
  );

  it.each(written)(
    "of $fixture the same of every frame, and opens with the event that zcprof shows",
    async ({ fixture, sha256, profiles, shown }) => {
      const own = await readProfiles(fixture);
      const bytes = speedscope.write!(own);
      // Were it another file, the figures would not be of it: record them anew.
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
      const columns = own.flatMap((profile) =>
        profile.measures.map((measure, i) => ({ profile, measure, i })),
      );
      expect(profiles.map(({ total }) => total)).toEqual(columns.map(({ measure }) => measure.listed));
      expect(profiles[shown].total).toBe(chooseMeasure(own[0]).measures[0].listed);
      for (const [at, { profile, i }] of columns.entries())
        expect(sumFrames(profiles[at].frames, byFile)).toEqual(sumFrames(weigh(profile, [i]), byFile));
    },
  );

  it.each(written)("and its schema holds for $fixture", async ({ fixture }) => {
    const json: unknown = JSON.parse(Buffer.from(speedscope.write!(await readProfiles(fixture))).toString());
    validate(json);
    expect(validate.errors).toBeNull();
  });

  it("which a file without a part does not keep", () => {
    expect(validate({ $schema: "https://www.speedscope.app/file-format-schema.json", profiles: [] })).toBe(
      false,
    );
  });
});

describe("zcprof counts in what speedscope writes", () => {
  it.each(read)("in $exported what it had imported", async ({ exported, profiles }) => {
    const own = await readProfiles(exported);
    expect(own.map(({ title }) => title)).toEqual(profiles.map(({ name }) => name));
    for (const [i, { measures, ...rest }] of own.entries()) {
      expect(measures[0].total).toBeCloseTo(profiles[i].total, 9);
      const found = sumFrames(weigh({ measures, ...rest }, [0]), withoutUnknown);
      const expected = sumFrames(profiles[i].frames, withoutUnknown);
      expect(Object.keys(found).toSorted()).toEqual(Object.keys(expected).toSorted());
      for (const [name, [self, total]] of Object.entries(expected)) {
        expect(found[name][0]).toBeCloseTo(self, 9);
        expect(found[name][1]).toBeCloseTo(total, 9);
      }
    }
  });
});

describe("of files that both read, zcprof and speedscope count the same:", () => {
  // Of several events speedscope reads the first. The recorder gave each sample the weight of 1, between two of `edge`.
  // zcprof alone has the command as the root of each stack.
  it.each(["copy_g_r1", "multi_event_g", "odd_cpp_g"])("samples of perf script, %s", async (run) => {
    const fixture = `perf-script/${run}.script.txt.gz`;
    const [profile] = await readProfiles(fixture);
    const { stacks, symbols } = profile;
    const isRoot = (_: number, stack: number): boolean => stacks.prefix[stack] < 0;
    const commands = new Set(Array.from(stacks.symbol.filter(isRoot), (symbol) => symbols.name.at(symbol)));
    const own = sumFrames(weigh(profile, [0]), (name, file) => {
      if (commands.has(name)) return null;
      return name === "[unknown]" ? `[unknown] in ${file}` : name;
    });
    const imported = recordOf(fixture).flatMap(({ frames }) => frames);
    const theirs = sumFrames(imported, (name, file) => {
      if (name === "edge") return null;
      const place = /^\?\?\? \((.*)\)$/.exec(name)?.[1];
      const module = file === "[unknown]" ? "" : file.split("/").at(-1);
      return place === file ? `[unknown] in ${module}` : name;
    });
    expect(theirs).toEqual(own);
  });

  it("folded stacks", async () => {
    const fixture = "folded/copy_g_r1.folded.txt.gz";
    const [profile] = await readProfiles(fixture);
    const [imported] = recordOf(fixture);
    expect(imported.total).toBe(profile.measures[0].total);
    expect(sumFrames(imported.frames, byName)).toEqual(sumFrames(weigh(profile, [0]), byName));
  });

  // speedscope keeps functions without a name apart by their lines, and (idle) and the time before the first sample out.
  it("the own time of a .cpuprofile", async () => {
    const fixture = "v8-cpuprofile/work.cpuprofile";
    const [profile] = await readProfiles(fixture);
    const [imported] = recordOf(fixture);
    expect(ownTimes(sumFrames(imported.frames, byFunction))).toEqual(
      ownTimes(sumFrames(weigh(profile, [1]), byFunction)),
    );
  });

  it.each(["evented", "sampled"])("speedscope's own, %s", async (file) => {
    const fixture = `speedscope/${file}.json`;
    const own = await readProfiles(fixture);
    const imported = recordOf(fixture);
    expect(own.map(({ measures }) => measures[0].total)).toEqual(imported.map(({ total }) => total));
    for (const [i, profile] of own.entries())
      expect(sumFrames(weigh(profile, [0]), withoutUnknown)).toEqual(
        sumFrames(imported[i].frames, withoutUnknown),
      );
  });
});
