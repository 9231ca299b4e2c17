import { describe, expect, it } from "vitest";
import { folded } from "../../src/parsers/folded.ts";
import { perfScript } from "../../src/parsers/perf-script.ts";
import { PLAIN, readFixture, sourceOf } from "./fixture-source.ts";
import { flatCounts, stackCounts } from "./flat-counts.ts";

const read = async (content: Uint8Array | string, blockBytes?: number) =>
  (await perfScript.parse(sourceOf(content, "script.txt", blockBytes), PLAIN))[0];
const readRecorded = (name: string) => read(readFixture(`perf-script/${name}.txt.gz`));

// What perf report -n printed of the same recording: `module name` and samples. Addresses stand for [unknown].
function readReportRows(name: string): Record<string, number> {
  const sums: Record<string, number> = {};
  const row = /^ +(?:[\d.]+% +)+(\d+) {2}.*?(\S+) +\[[.kgH]\] (.*?) *$/;
  for (const line of readFixture(`perf-report/${name}.txt.gz`).toString().split("\n")) {
    const match = row.exec(line);
    if (match === null || match[1] === "0") continue;
    const symbol = /^0x[0-9a-f]{16}$/.test(match[3]) ? "[unknown]" : match[3];
    const key = `${match[2]} ${symbol}`;
    sums[key] = (sums[key] ?? 0) + Number(match[1]);
  }
  return sums;
}

const total = (counts: Record<string, number>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

const oneFrame = (symbol: string, dso: string) => `a 1 1.0: ev: \n\t            1234 ${symbol} (${dso})\n\n`;

describe("perf script text", () => {
  it.each([
    ["copy_flat_r1.script-header", "copy_flat_r1.report-n", 534],
    ["copy_flat_r1.script-F-symoff", "copy_flat_r1.report-n", 534],
    ["copy_g_r1.script", "copy_g_r1.report-n", 383],
    ["odd_cpp_g.script", "odd_cpp_g.report-comm", 158],
    ["odd_cpp_g.script-symoff-dso", "odd_cpp_g.report-comm", 158],
  ])("%s agrees with perf report, symbol by symbol", async (script, report, samples) => {
    const rows = readReportRows(report);
    expect(total(rows)).toBe(samples);
    expect(flatCounts(await readRecorded(script), 0, true)).toEqual(rows);
  });

  it.each([
    ["copy_g_r1.script", "copy_g_r1.folded"],
    ["odd_cpp_g.script", "odd_cpp_g.folded"],
  ])("%s agrees with the folded stacks of the same run, stack by stack", async (script, stacks) => {
    const [expected] = await folded.parse(sourceOf(readFixture(`folded/${stacks}.txt.gz`)), PLAIN);
    expect(stackCounts(await readRecorded(script))).toEqual(stackCounts(expected));
  });

  it("keeps several events apart and counts samples and periods", async () => {
    const profile = await readRecorded("multi_event_g.script");
    // perf report: "Samples: 221  of event", "Event count (approx.): 442885768", for both
    expect(profile.measures.map(({ type, total: sum }) => [type.event, sum])).toEqual([
      ["cpu-clock", 221],
      ["cpu-clock:period", 442885768],
      ["task-clock", 221],
      ["task-clock:period", 442885768],
    ]);
  });

  it("without event lines (-F ip,sym) counts the same symbols", async () => {
    expect(flatCounts(await readRecorded("copy_flat_r1.script-F-ipsym"))).toEqual(
      flatCounts(await readRecorded("copy_flat_r1.script-header")),
    );
    expect(flatCounts(await readRecorded("copy_g_r1.script-F-ipsym"))).toEqual(
      flatCounts(await readRecorded("copy_g_r1.script")),
    );
  });

  it("tells what its header says of the run", async () => {
    const { provenance } = await readRecorded("copy_flat_r1.script-header");
    expect(provenance.exposure.seconds).toBe(1.998087);
    expect(provenance.facts).toMatchObject({ host: "vm", kernel: "6.18.44-fc-v657", cpus: 2, hz: 997 });
  });

  it("counts the lines of mappings and tasks apart", async () => {
    const profile = await readRecorded("copy_g_r1.script-show-mmap");
    expect(profile.measures[0].total).toBe(383);
    expect(profile.diagnostics).toMatchObject([{ code: "perf-script/no-sample", location: { line: 1 } }]);
  });

  it("is read alike in blocks of any size, with CRLF, and without the last line feed", async () => {
    const bytes = readFixture("perf-script/odd_cpp_g.script-symoff-dso.txt.gz");
    const expected = await read(bytes);
    for (const size of [1, 7, 100, 65_537]) expect(await read(bytes, size)).toEqual(expected);
    expect(await read(bytes.toString("latin1").replaceAll("\n", "\r\n"))).toEqual(expected);
    expect(await read(bytes.subarray(0, -1))).toEqual(expected);
  });

  it("puts an inlined function into the module of the function around it", async () => {
    const profile = await read(
      "a 1 1.0: 5 cycles:u: \n\t            1234 std::min<int> (inlined)\n\t            1234 outer+0x4 (/opt/x/lib y.so (deleted))\n\n",
    );
    expect(flatCounts(profile, 0, true)).toEqual({ "lib y.so std::min<int>": 1 });
    expect(stackCounts(profile)).toEqual({ "a;outer;std::min<int>": 1 });
  });

  it.each([
    ["(paren) 12 23657  1849.898908: cpu-clock: ", "(paren) 12", "cpu-clock"],
    ["(paren) 12 23657 cpu-clock: ", "(paren) 12", "cpu-clock"],
    ["(paren) 12 23657    2004008 cycles:ppp: ", "(paren) 12", "cycles:ppp"],
    [
      "a: b 5/6 [003]  12.000001:          1 sched:sched_switch: prev_comm=x ==> y",
      "a: b",
      "sched:sched_switch",
    ],
    [":-1    -1  1.5:          9 ev: ", ":-1", "ev"],
    ["worker/0:1-ev 23656 [000]  1849.909271:  task-clock: ", "worker/0:1-ev", "task-clock"],
  ])("finds comm and event in %j", async (line, comm, event) => {
    const text = `x 1 1.0: first: \n\t            1234 f (m)\n\n${line}\n\t            1234 f (m)\n\n`;
    const profile = await read(text);
    const measure = profile.measures.findIndex(({ type }) => type.event === event);
    expect(stackCounts(profile, measure)).toEqual({ [`${comm};f`]: 1 });
  });

  it("never takes the symbol of another process's address", async () => {
    const profile = await read(
      oneFrame("f+0x1", "/x") + oneFrame("g+0x1", "/x") + oneFrame("f+0x1", "/y") + oneFrame("f+0x10", "/x"),
    );
    expect(flatCounts(profile, 0, true)).toEqual({ "x f": 2, "x g": 1, "y f": 1 });
  });

  it("says which lines it could not read, and where it was cut", async () => {
    const text = "a 1 1.0: ev: \n\t            1234 f (m)\nwhat is this\n\na 1 1.0: ev: \n\t            12";
    const profile = await read(text);
    expect(profile.diagnostics).toMatchObject([
      { code: "perf-script/unread-line", location: { line: 3, text: "what is this" } },
      { code: "perf-script/no-frame" },
      { code: "perf-script/cut", location: { line: 6 } },
    ]);
  });

  it("100,000 frames deep is one stack", async () => {
    const profile = await read(`a 1 1.0: ev: \n${"\t            1234 f (m)\n".repeat(100_000)}\n`);
    expect(profile.stacks.length).toBe(100_001);
    expect(profile.measures[0].total).toBe(1);
  });
});

it("a period beyond 2^53 is refused as it is printed, not rounded", async () => {
  const text = "a 1 1.0: 9223372036854775807 ev: \n\t            1234 f (m)\n\n";
  await expect(perfScript.parse(sourceOf(text), PLAIN)).rejects.toMatchObject({
    message: expect.stringMatching(/found 9223372036854775807$/),
  });
});
