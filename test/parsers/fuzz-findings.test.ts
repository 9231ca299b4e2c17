import { describe, expect, it } from "vitest";
import { gprof } from "../../src/parsers/gprof.ts";
import { oprofile } from "../../src/parsers/oprofile.ts";
import type { Parser } from "../../src/parsers/parser.ts";
import { perfDiff } from "../../src/parsers/perf-diff.ts";
import { perfReport } from "../../src/parsers/perf-report.ts";
import { perfScript } from "../../src/parsers/perf-script.ts";
import { speedscope } from "../../src/parsers/speedscope.ts";
import { PLAIN, readFixture, sourceOf } from "./fixture-source.ts";

const LARGE = "9".repeat(400);
const fixture = (name: string) => readFixture(name).toString("latin1");

// Each was found by scripts/fuzz.mjs: a hang, or a fault of the program instead of an error with a place.
describe("what fuzzing found", () => {
  it.each<[string, Parser, string]>([
    [
      "perf-report/empty",
      perfReport,
      `# Samples: 5 of event 'x'\n# Overhead  Symbol\n# ${".".repeat(5000)}x\n`,
    ],
    ["count/too-large", perfReport, `# Samples: ${LARGE}  of event 'x'\n`],
    ["count/too-large", perfReport, `# Samples: 5  of event 'x'\n# Event count (approx.): ${LARGE}\n`],
    ["perf-script/period-too-large", perfScript, `a 1 1.0: ${LARGE} ev: \n\t            1234 f (m)\n\n`],
    ["count/too-large", gprof, fixture("gprof/gprof.txt").replace("20000", LARGE)],
    [
      "perf-diff/bad-number",
      perfDiff,
      fixture("perf-diff/copy_vs_zerocopy.diff.txt.gz").replace(" 4.12%", "-1.19%"),
    ],
    ["oprofile/bad-row", oprofile, fixture("oprofile/two-sessions.txt").replace("-5.0000", "-500.00")],
    [
      "speedscope/unexpected",
      speedscope,
      fixture("speedscope/evented.json").replace('"at":2}', '"at":1e308}'),
    ],
  ])("is refused as %s", async (code, parser, text) => {
    const started = performance.now();
    await expect(parser.parse(sourceOf(text), PLAIN)).rejects.toMatchObject({ code, kind: "parse" });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it("reads a header of many spaces in time that grows with its length", async () => {
    const text = `# ${" ".repeat(2_000_000)}x\n${fixture("perf-script/copy_flat_r1.script-F-symoff.txt.gz")}`;
    const started = performance.now();
    const [profile] = await perfScript.parse(sourceOf(text), PLAIN);
    expect(profile.measures[0].total).toBe(534);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
