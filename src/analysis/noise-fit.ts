import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";
import type { RunFacts } from "../model/provenance.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { CountMethod } from "../stats/conditional-score.ts";
import { type NoiseFile, noiseKey } from "./noise-file.ts";
import { describeNormalization, type Normalization } from "./normalization.ts";
import { type KnownDispersion, PairTester } from "./pair-tester.ts";
import { PartlyKnownTester } from "./partly-known-tester.ts";
import type { FamilyRows, RowTester, TestMethod } from "./row-tester.ts";

/** Below this many runs a dispersion is little more than a guess: its 95 % interval spans a factor of 8 and more. */
const FEW_RUNS = 5;

const FACTS: readonly { readonly key: Exclude<keyof RunFacts, "textBytes">; readonly what: string }[] = [
  { key: "host", what: "the machine" },
  { key: "kernel", what: "the kernel" },
  { key: "cpus", what: "the number of CPUs" },
  { key: "stepBytes", what: "the step in bytes" },
  { key: "hz", what: "the timer frequency" },
  { key: "commandLine", what: "the workload" },
  { key: "profileType", what: "the profile type" },
];

/**
 * Tests one profile a side with the dispersions of a noise file: z / sqrt(max(1, phi)) against t(k - 1), phi the upper end of
 * its 95 % interval. A name that the file has not seen has no p-value.
 *
 * The estimate itself was rejected: leaving both runs of a pair out of the file, it called a symbol changed in 20 % of the
 * identical pairs of ten runs (one run in ten was odd), the upper end in 2 %.
 *
 * A group is tested with no less noise than its symbols are on average: that they calm each other takes more runs to know
 * than files have. And it is tested with and without the symbols that the file has not seen, the larger p counting:
 * of eleven identical pairs with the first run of a boot, all had one such symbol, and the group that held it "rose".
 */
export function noiseMethod(noise: NoiseFile, method: CountMethod): TestMethod {
  const symbols = new Map(noise.symbols.map((entry) => [noiseKey(entry.symbol, entry.module), entry]));
  const seen = new Set([...symbols.keys(), ...noise.rare.map((rare) => noiseKey(rare.symbol, rare.module))]);
  const groups = new Map(noise.groups.map((entry) => [entry.group, entry]));
  const upperEnd = (rows: FamilyRows, row: number): number => {
    const key = rows.keyOf(row);
    if (rows.kind === "total") return noise.total.interval.high;
    if (rows.kind === "symbols") return symbols.get(key)?.interval.high ?? Number.NaN;
    const group = groups.get(key);
    return group === undefined ? Number.NaN : Math.max(group.interval.high, group.members);
  };
  const dispersionOf = (rows: FamilyRows, row: number): KnownDispersion => ({
    phi: Math.max(1, upperEnd(rows, row)),
    df: noise.df,
  });
  const makeTester = (rows: FamilyRows): RowTester =>
    new PairTester(rows, method, (row) => dispersionOf(rows, row));
  return {
    basis: "noise-file",
    name: `${method === "midp" ? "mid-p" : "exact"} binomial, widened by the noise of ${noise.runs} identical runs`,
    makeTester(rows) {
      if (rows.restrict === undefined) return makeTester(rows);
      const known = { ...rows, ...rows.restrict((key) => seen.has(key)) };
      return new PartlyKnownTester(makeTester(rows), makeTester(known));
    },
  };
}

/**
 * Returns in what a noise file does not fit the profiles. Throws an incomparable error where its numbers are of something
 * else: another unit, or another normalisation (deb_lo: phi of the total is 2.6 by ticks and 18 by bytes).
 */
export function checkNoise(
  noise: NoiseFile,
  profiles: readonly Profile[],
  normalize: Normalization,
): readonly Diagnostic[] {
  const wanted = kindOf(describeNormalization(normalize));
  if (kindOf(noise.normalize) !== wanted) {
    throw refuse(
      "noise/other-normalize",
      `the noise was measured under --normalize ${noise.normalize}, not ${wanted}`,
    );
  }
  const { event, unit } = profiles[0].measures[0].type;
  if (noise.unit !== unit)
    throw refuse("noise/other-unit", `the noise was measured in ${noise.unit}, not ${unit}`);

  const notes: Diagnostic[] = [];
  if (noise.event !== event) {
    notes.push({
      code: "noise/other-event",
      message: `the noise was measured on ${noise.event}, not ${event}`,
    });
  }
  for (const { key, what } of FACTS) {
    const learned = noise.facts[key];
    const other = profiles.find(
      ({ provenance: { facts } }) => facts[key] !== undefined && facts[key] !== learned,
    );
    if (learned === undefined || other === undefined) continue;
    const { path, facts } = other.provenance;
    const message = `the noise file does not fit ${path}: ${what} was ${String(learned)}, now ${String(facts[key])}`;
    notes.push({ code: `noise/other-${key}`, message });
  }
  if (noise.runs < FEW_RUNS) {
    const message = `the noise comes from ${noise.runs} runs only: dispersions are rough, and t(${noise.df}) makes intervals wide`;
    notes.push({ code: "noise/few-runs", message });
  }
  notes.push({
    code: "noise/other-session",
    message: `noise learned from ${noise.runs} runs (${noise.sources[0]?.path ?? "unknown"}, ...) holds within their session: other boots and other hours have noise of their own`,
    hint: "replicates of both sides are safer",
  });
  return notes;
}

function kindOf(normalize: string): string {
  return normalize.replace(/=.*/s, "");
}

function refuse(code: string, message: string): ZcprofError {
  return new ZcprofError("incomparable", {
    code,
    message,
    hint: "make a noise file with the same --normalize and event",
  });
}
