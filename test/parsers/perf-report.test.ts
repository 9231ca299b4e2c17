import { describe, expect, it } from "vitest";
import { perfData } from "../../src/parsers/perf-data.ts";
import { perfReport } from "../../src/parsers/perf-report.ts";
import { perfScript } from "../../src/parsers/perf-script.ts";
import { PLAIN, readFixture, sourceOf } from "./fixture-source.ts";
import { flatCounts, stackCounts } from "./flat-counts.ts";

const read = async (content: Uint8Array | string) =>
  (await perfReport.parse(sourceOf(content, "report.txt"), PLAIN))[0];
const readReport = (name: string) => read(readFixture(`perf-report/${name}.txt.gz`));
const readScript = async (name: string) =>
  (await perfScript.parse(sourceOf(readFixture(`perf-script/${name}.txt.gz`)), PLAIN))[0];

describe("perf report text", () => {
  it.each([
    ["copy_flat_r1.report-n", "copy_flat_r1.script-header", 534],
    ["copy_flat_r1.report-csv", "copy_flat_r1.script-header", 534],
    ["copy_g_r1.report-n", "copy_g_r1.script", 383],
    ["copy_g_r1.report-folded", "copy_g_r1.script", 383],
    ["odd_cpp_g.report-comm", "odd_cpp_g.script", 158],
    ["multi_event_g.report", "multi_event_g.script", 221],
  ])("%s counts as perf script of the same recording does", async (report, script, samples) => {
    const profile = await readReport(report);
    expect(profile.measures[0]).toMatchObject({
      listed: samples,
      total: samples,
      coverage: { kind: "complete" },
    });
    const expected = flatCounts(await readScript(script), 0, true);
    expect(flatCounts(profile, 0, true)).toEqual(expected);
  });

  it("keeps several events apart", async () => {
    const { measures } = await readReport("multi_event_g.report");
    expect(measures.map(({ type, total }) => [type.event, total])).toEqual([
      ["cpu-clock", 221],
      ["task-clock", 221],
    ]);
  });

  it("without a column of samples gives exact counts where the periods are equal", async () => {
    // 535606806 events of 534 samples: 1003009 each, and a hundredth of a percent is less than half a sample
    const profile = await readReport("copy_flat_r1.report");
    expect(flatCounts(profile)).toEqual(flatCounts(await readReport("copy_flat_r1.report-n")));
    expect(profile.measures[0].low).toBeNull();
  });

  it("without equal periods gives parts of the event count, with their bounds", async () => {
    const text = readFixture("perf-report/copy_flat_r1.report.txt.gz")
      .toString()
      .replace("535606806", "535606807");
    const { measures, samples } = await read(text);
    expect(measures[0].type).toMatchObject({ event: "cpu-clock:period", assumes: "repeated" });
    const first = samples.line?.indexOf(12) ?? -1;
    // 23.41 % of 535606807, and half of the last digit to either side
    expect([measures[0].low?.[first], measures[0].counts[first], measures[0].high?.[first]]).toEqual([
      125358774, 125385554, 125412333,
    ]);
  });

  it("says that a rounded number of samples is", async () => {
    const profile = await readReport("copy_aa_r1.report");
    expect(profile.measures[0]).toMatchObject({
      listed: 930,
      coverage: { kind: "unstated", absent: "unknown" },
    });
    expect(profile.diagnostics).toMatchObject([{ code: "perf-report/rounded" }]);
  });

  it("keeps the stacks of -g folded,count and says what other call graphs lose", async () => {
    const stacks = stackCounts(await readReport("copy_g_r1.report-folded"));
    const deep =
      "zcw;[unknown];__libc_read;entry_SYSCALL_64_after_hwframe;do_syscall_64;ksys_read;vfs_read;filemap_read;copy_page_to_iter;_copy_to_iter";
    // eight lines of two samples each; the rest of the 64 is below perf's limit of half a percent
    expect([stacks[deep], stacks["zcw;_copy_to_iter"]]).toEqual([16, 48]);
    const { diagnostics } = await readReport("copy_g_r1.report-n");
    expect(diagnostics.map(({ code }) => code)).toEqual(["perf-report/children", "perf-report/call-graph"]);
  });

  it("of grouped events is refused", async () => {
    await expect(
      read("# Samples: 1K of events 'anon group { cycles, instructions }'\n"),
    ).rejects.toMatchObject({
      code: "perf-report/group",
      location: { line: 1 },
    });
  });
});

describe("perf.data", () => {
  it("is recognised and refused with the command that reads it", async () => {
    const bytes = readFixture("perf-data/copy_flat_r1.head.data");
    expect(perfData.sniff({ bytes, whole: false, name: "perf.data" }).answer).toBe("yes");
    await expect(perfData.parse(sourceOf(bytes, "perf.data"), PLAIN)).rejects.toMatchObject({
      hint: "perf script -i perf.data | zcprof show -",
    });
  });
});
