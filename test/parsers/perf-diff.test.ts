import { describe, expect, it } from "vitest";
import { perfDiff } from "../../src/parsers/perf-diff.ts";
import { perfReport } from "../../src/parsers/perf-report.ts";
import { PLAIN, readFixture, sourceOf } from "./fixture-source.ts";
import { flatCounts } from "./flat-counts.ts";

const read = (name: string) => perfDiff.parse(sourceOf(readFixture(`perf-diff/${name}.txt.gz`)), PLAIN);
const readReport = async (name: string) =>
  flatCounts(
    (await perfReport.parse(sourceOf(readFixture(`perf-report/${name}.txt.gz`)), PLAIN))[0],
    0,
    true,
  );

describe("perf diff text", () => {
  it("with periods holds every sample of both recordings", async () => {
    const profiles = await read("copy_vs_zerocopy.diff-f");
    // every sample stands for 1003009 events
    for (const [i, report] of ["copy_flat_r1.report-n", "zerocopy_flat_r1.report-n"].entries()) {
      const samples = Object.entries(flatCounts(profiles[i], 0, true)).map(([key, period]) => [
        key,
        period / 1003009,
      ]);
      expect(Object.fromEntries(samples)).toEqual(await readReport(report));
    }
  });

  it.each([
    ["copy_vs_zerocopy.diff", ["copy_flat_r1.report-n", "zerocopy_flat_r1.report-n"], [0, 1]],
    ["copy_vs_zerocopy_3.diff", ["copy_flat_r1.report-n", "zerocopy_flat_r1.report-n"], [0, 2]],
  ])("%s bounds every share that perf report counted", async (diff, reports, sides) => {
    const profiles = await read(diff);
    for (const [i, side] of sides.entries()) {
      const { symbols, measures, stacks } = profiles[side];
      const report = await readReport(reports[i]);
      const total = Object.values(report).reduce((sum, count) => sum + count, 0);
      const { low, high } = measures[0];
      const seen = new Set<string>();
      for (let sample = 0; sample < stacks.length; sample++) {
        const symbol = stacks.symbol[sample];
        const key = `${symbols.moduleNames[symbols.module[symbol]]} ${symbols.name.at(symbol)}`;
        const share = (100 * (report[key] ?? 0)) / total;
        expect(low![sample], key).toBeLessThanOrEqual(share + 1e-9);
        expect(high![sample], key).toBeGreaterThanOrEqual(share - 1e-9);
        seen.add(key);
      }
      expect(Object.keys(report).filter((key) => !seen.has(key))).toEqual([]);
    }
  });

  it("states shares and no counts, each side for itself", async () => {
    for (const profile of await read("copy_vs_zerocopy.diff")) {
      expect(profile.measures[0].type).toMatchObject({ unit: "percent", assumes: "shares" });
      expect(profile.diagnostics).toMatchObject([{ code: "perf-diff/shares" }]);
    }
  });

  it("as a ratio holds the baseline only, and says so", async () => {
    const profiles = await read("copy_vs_zerocopy.diff-ratio");
    expect(profiles.map(({ title }) => title)).toEqual(["base"]);
    expect(profiles[0].diagnostics.map(({ code }) => code)).toEqual([
      "perf-diff/shares",
      "perf-diff/no-next",
    ]);
  });
});
