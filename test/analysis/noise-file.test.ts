import { describe, expect, it } from "vitest";
import { compareProfiles } from "../../src/analysis/compare.ts";
import type { CountColumn } from "../../src/analysis/count-column.ts";
import { KERNEL_GROUPS } from "../../src/analysis/kernel-groups.ts";
import { measureNoise } from "../../src/analysis/measure-noise.ts";
import type { NoiseFile } from "../../src/analysis/noise-file.ts";
import { checkNoise, noiseMethod } from "../../src/analysis/noise-fit.ts";
import { readNoiseFile } from "../../src/analysis/read-noise-file.ts";
import type { FamilyKind } from "../../src/analysis/row-tester.ts";
import { tTwoSidedP } from "../../src/stats/t-distribution.ts";
import { type Listing, listingProfile } from "./mail-listings.ts";
import { sayRefusal } from "./refusal.ts";

const FACTS = { kernel: "2.4.1", host: "a", cpus: 2 };
const run = (rows: Listing["rows"], rest: Partial<Listing> = {}) =>
  listingProfile({ rows, coverage: { kind: "complete" }, facts: FACTS, path: "run.txt", ...rest });
/** Three runs of 300 and 500 ticks, with 30 and 50 more and less: with df 2 a dispersion of spread^2 / mean. */
const RUNS = [-1, 0, 1].map((way) =>
  run([
    ["kfree", 300 + 30 * way],
    ["kmalloc", 500 + 50 * way],
    ["schedule", 5],
    ["rare", 4 + way],
  ]),
);
/** The quantile of chi-square with two degrees of freedom is -2 ln(1 - p). */
const upperEnd = (phi: number): number => (2 * phi) / (-2 * Math.log(0.975));
const noise = measureNoise(RUNS, KERNEL_GROUPS);

const column = (value: number): CountColumn => {
  const point = Float64Array.of(value);
  return { point, min: point, max: point };
};

describe("a noise file that is measured", () => {
  it("has each dispersion with its interval, shrunk by half towards the mean of its family", () => {
    expect(noise.symbols.map(({ symbol, phi, meanTicks }) => [symbol, phi, meanTicks])).toEqual([
      ["kfree", 3, 300],
      ["kmalloc", 5, 500],
      ["schedule", 0, 5],
    ]);
    const [kfree, kmalloc] = noise.symbols;
    expect(kfree.interval.low).toBeCloseTo(6 / (-2 * Math.log(0.025)), 6);
    expect(kfree.interval.high).toBeCloseTo(upperEnd(3), 6);
    expect(noise.total).toMatchObject({ meanTicks: 809, shrunk: noise.total.phi });
    // 81^2 / 809
    expect(noise.total.phi).toBeCloseTo(6561 / 809, 9);
    expect(noise.rare).toEqual([{ symbol: "rare", module: "" }]);
    const mm = noise.groups.find(({ group }) => group === "mm");
    expect(mm?.phi).toBeCloseTo(8, 12);
    expect(mm?.members).toBeCloseTo((300 * upperEnd(3) + 500 * upperEnd(5)) / 800, 6);
    expect(new Set(noise.groups.map(({ meanTicks }) => meanTicks))).toEqual(new Set([5, 800]));
    // Without the odd one out, whose logarithm has no bottom, the mean is 4.
    const two = measureNoise(
      [-1, 0, 1].map((way) =>
        run([
          ["kfree", 300 + 30 * way],
          ["kmalloc", 500 + 50 * way],
        ]),
      ),
      KERNEL_GROUPS,
    );
    expect(two.prior.symbols).toEqual({ phi: 4, df: Infinity });
    expect(two.symbols.map(({ shrunk }) => shrunk)).toEqual([3.5, 4.5]);
    expect([kfree.shrunk < 3.5, kmalloc.shrunk < 4.5]).toEqual([true, true]);
  });

  it("says where it comes from: files, event, unit, and the facts in which all runs agree", () => {
    const others = [...RUNS.slice(0, 2), run([["kfree", 300]], { facts: { ...FACTS, host: "b", hz: 100 } })];
    expect(measureNoise(others, KERNEL_GROUPS)).toMatchObject({
      schema: "zcprof.noise/1",
      runs: 3,
      df: 2,
      event: "ticks",
      unit: "ticks",
      normalize: "none",
      sources: Array.from({ length: 3 }, () => ({ path: "run.txt", checksum: null })),
    });
    expect(measureNoise(others, KERNEL_GROUPS).facts).toEqual({ kernel: "2.4.1", cpus: 2 });
    // An interval agrees by its ends: each run has read its own.
    const sized = (...ends: number[]) =>
      ends.map((high) => run([["kfree", 300]], { facts: { cpus: 2, textBytes: { low: 1000, high } } }));
    const facts = { cpus: 2, textBytes: { low: 1000, high: 2000 } };
    expect(measureNoise(sized(2000, 2000, 2000), KERNEL_GROUPS).facts).toEqual(facts);
    expect(measureNoise(sized(2000, 2000, 3000), KERNEL_GROUPS).facts).toEqual({ cpus: 2 });
  });

  it("takes the work of each run out, and tells of a total that is divided by itself the noise of its ticks", () => {
    const doubling = [1, 2, 4].map((times) => run([["kfree", 100 * times]], { bytes: times }));
    const work = measureNoise(doubling, KERNEL_GROUPS, { kind: "work", amounts: null });
    expect([work.normalize, work.symbols[0].phi, work.total.phi]).toEqual(["work", 0, 0]);
    const total = measureNoise(doubling, KERNEL_GROUPS, { kind: "total" });
    // 100, 200, 400 about 700/3
    const mean = 700 / 3;
    const squares = [100, 200, 400].reduce((sum, ticks) => sum + (ticks - mean) ** 2, 0);
    expect(total.symbols[0].phi).toBeCloseTo(0, 12);
    expect(total.total.phi).toBeCloseTo(squares / mean / 2, 9);
  });

  it("is refused of too few runs, of what was cut, of shares and of runs that are not alike", () => {
    const [a, b] = RUNS;
    expect(sayRefusal(() => measureNoise([a, b], KERNEL_GROUPS))).toMatch(
      /^usage noise\/too-few-runs: .*found 2$/,
    );
    const cut = listingProfile({ rows: [["kfree", 100]], total: 180, path: "cut.txt" });
    expect(sayRefusal(() => measureNoise([a, b, cut], KERNEL_GROUPS))).toMatch(
      /^incomparable noise\/cut-listing: cut\.txt /,
    );
    const shares = run([["kfree", 60]], { type: { assumes: "shares" }, path: "shares.txt" });
    expect(sayRefusal(() => measureNoise([a, b, shares], KERNEL_GROUPS))).toMatch(
      /^incomparable noise\/shares: shares\.txt /,
    );
    const other = run([["kfree", 60]], { type: { unit: "calls" } });
    expect(sayRefusal(() => measureNoise([a, b, other], KERNEL_GROUPS))).toMatch(
      /^incomparable comparable\/other-unit/,
    );
  });

  it("has no bound of an interval without end in JSON, and is told by its field where it is wrong", () => {
    const endless: NoiseFile = {
      ...noise,
      prior: { ...noise.prior, symbols: { phi: 4, df: Infinity } },
      total: { ...noise.total, interval: { low: 0, high: Infinity, level: 0.95 } },
    };
    expect(readNoiseFile(JSON.parse(JSON.stringify(endless)), "n.json")).toEqual(endless);
    const { rare, ...old } = noise;
    expect(rare).toHaveLength(1);
    const withoutMembers = { ...old, groups: old.groups.map(({ members: _members, ...group }) => group) };
    expect(readNoiseFile(withoutMembers, "n.json")).toMatchObject({
      rare: [],
      groups: [{ members: 0 }, { members: 0 }],
    });
    for (const [field, value] of [
      ["runs", { ...noise, runs: 2 }],
      ["runs", { ...noise, runs: 3.5 }],
      ["df", { ...noise, df: 0 }],
      ["total.phi", { ...noise, total: { ...noise.total, phi: -1 } }],
      ["total.shrunk", { ...noise, total: { ...noise.total, shrunk: 0.5 } }],
      ["total.meanTicks", { ...noise, total: { ...noise.total, meanTicks: -1 } }],
      ["symbols.0.module", { ...noise, symbols: [{ ...noise.symbols[0], module: null }] }],
      ["rare.0.symbol", { ...noise, rare: [{ module: "" }] }],
      ["the file", 3],
    ] as const)
      expect(sayRefusal(() => readNoiseFile(value, "n.json"))).toMatch(
        new RegExp(`^parse noise/malformed: ${field.replaceAll(".", "\\.")}: `),
      );
  });
});

const check = (file: Partial<NoiseFile>, normalize: Parameters<typeof checkNoise>[2]) =>
  sayRefusal(() => checkNoise({ ...noise, ...file }, RUNS, normalize));

const inModules = (first: number, second: number, module = "libc") =>
  run(
    [
      ["memcpy", first],
      ["memcpy", second],
    ],
    { modules: ["vmlinux", module] },
  );

describe("rows under a noise file", () => {
  const { total, groups } = noise;
  const testerOf = (kind: FamilyKind, key: string, file = noise) =>
    noiseMethod(file, "midp").makeTester({
      kind,
      base: [column(400)],
      next: [column(500)],
      scale: { base: [1], next: [1], countsTicks: false, contains: () => false },
      contains: () => false,
      hides: () => false,
      keyOf: () => key,
    });
  const noiseOf = (kind: FamilyKind, key: string, file = noise): number =>
    testerOf(kind, key, file).dispersionAt(0);

  it("vary as the upper end of theirs says, groups no less than their members, and none less than sampling does", () => {
    expect(noiseOf("total", "")).toBe(total.interval.high);
    expect(noiseOf("symbols", "kfree")).toBe(noise.symbols[0].interval.high);
    expect([noiseOf("symbols", "schedule"), noiseOf("symbols", "rare"), noiseOf("groups", "net")]).toEqual([
      1,
      Number.NaN,
      Number.NaN,
    ]);
    const mm = groups.find(({ group }) => group === "mm")!;
    expect(noiseOf("groups", "mm")).toBe(mm.interval.high);
    const calmer = { ...noise, groups: [{ ...mm, members: 2 * mm.interval.high }] };
    expect(noiseOf("groups", "mm", calmer)).toBe(2 * mm.interval.high);
  });

  it("are tested by t with one degree less than the file has runs", () => {
    const { p, z } = testerOf("symbols", "schedule").estimateAt(0, "point", 0.95);
    expect(z).toBeGreaterThan(3);
    expect(p).toBeCloseTo(tTwoSidedP(z, 2), 12);
    expect(noiseMethod(noise, "midp").name).toBe("mid-p binomial, widened by the noise of 3 identical runs");
    expect(noiseMethod(noise, "exact").name).toBe("exact binomial, widened by the noise of 3 identical runs");
  });

  it("are known by their module and their name", () => {
    const file = measureNoise(
      [-1, 0, 1].map((way) => inModules(300 + 30 * way, 500 + 50 * way)),
      KERNEL_GROUPS,
    );
    const [own, other] = [inModules(300, 500), inModules(300, 500, "musl")];
    const { symbols } = compareProfiles([own], [other], { noise: file });
    const known = Array.from({ length: symbols.length }, (_, i) => symbols.at(i)).map(
      ({ module, dispersion }) => [module, dispersion],
    );
    const [kernel, libc] = file.symbols.map(({ interval }) => interval.high);
    expect(known).toEqual([
      ["vmlinux", kernel],
      ["libc", libc],
      ["musl", Number.NaN],
    ]);
  });

  it("are told in what the file does not fit them", () => {
    const codes = (file: Partial<NoiseFile>, ...profiles: Partial<Listing>[]) =>
      checkNoise(
        { ...noise, runs: 5, ...file },
        profiles.map((rest) => run([["kfree", 100]], rest)),
        { kind: "none" },
      ).map(({ code }) => code.replace("noise/", ""));
    expect(codes({}, {}, {})).toEqual(["other-session"]);
    expect(codes({ runs: 4 }, {})).toEqual(["few-runs", "other-session"]);
    expect(codes({ event: "cycles" }, {})).toEqual(["other-event", "other-session"]);
    expect(codes({}, { facts: {} })).toEqual(["other-session"]);
    expect(codes({ facts: {} }, {})).toEqual(["other-session"]);
    const others = {
      host: "b",
      kernel: "2.4.2",
      cpus: 4,
      stepBytes: 8,
      hz: 250,
      commandLine: "y",
      profileType: "kvm",
    };
    expect(
      codes(
        { facts: { ...FACTS, stepBytes: 4, hz: 100, commandLine: "x", profileType: "time" } },
        {},
        { facts: others },
      ),
    ).toEqual([...Object.keys(others).map((key) => `other-${key}`), "other-session"]);
    const [note] = checkNoise(
      { ...noise, runs: 5 },
      [run([["f", 1]], { facts: { cpus: 4 }, path: "z.txt" })],
      {
        kind: "none",
      },
    );
    expect(note.message).toBe("the noise file does not fit z.txt: the number of CPUs was 2, now 4");
  });

  it("are refused where it is of something else: another unit, or divided otherwise", () => {
    expect(check({ unit: "calls" }, { kind: "none" })).toMatch(
      /^incomparable noise\/other-unit: .* in calls, not ticks$/,
    );
    const work = { kind: "work", amounts: { base: 3, next: 4 } } as const;
    expect(check({ normalize: "work=1:2" }, work)).toBe("");
    expect(check({ normalize: "total" }, work)).toMatch(
      /^incomparable noise\/other-normalize: .* total, not work$/,
    );
  });
});
