import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readFixture } from "../parsers/fixture-source.ts";
import { type Outcome, spawnZcprof } from "./spawn-zcprof.ts";

const hasPerf = spawnSync("perf", ["--version"]).status === 0 || process.env["ZCPROF_FULL"] === "1";
const folder = mkdtempSync(join(tmpdir(), "zcprof-perf-data-"));
const file = join(folder, "perf.data");
writeFileSync(file, readFixture("perf-data/copy_flat_r1.data.gz"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Shows the recording with a `perf` that is this shell script, or none at all. */
function showWith(perf: string | null, ...flags: string[]): Promise<Outcome> {
  const bin = mkdtempSync(join(folder, "bin-"));
  if (perf !== null) {
    writeFileSync(join(bin, "perf"), `#!/bin/sh\n${perf}\n`);
    chmodSync(join(bin, "perf"), 0o755);
  }
  return spawnZcprof(["show", file, ...flags], { env: { PATH: bin } });
}

describe("perf.data", () => {
  it("is what perf script prints of it, without the lines of that text", async () => {
    const printed = join(folder, "printed.txt");
    writeFileSync(printed, readFixture("perf-script/copy_flat_r1.script-header.txt.gz"));
    // The shell's own words only, as PATH holds nothing else.
    const perf = `[ "$*" = "script --header -i ${file}" ] || exit 9\nwhile IFS= read -r line; do printf '%s\\n' "$line"; done < ${printed}`;
    const [shown, text] = await Promise.all([
      showWith(perf, "--json"),
      spawnZcprof(["show", printed, "--json"]),
    ]);
    expect(shown.stderr).toBe("");
    const [ours, theirs] = [shown, text].map(({ stdout }) => JSON.parse(stdout).profiles[0]);
    for (const key of ["total", "event", "symbols", "facts", "exposure"])
      expect(ours[key]).toEqual(theirs[key]);
    expect(ours).toMatchObject({ source: file, format: "perf-script", total: 534 });
  });

  it.skipIf(!hasPerf)("is read by the perf that is installed, sample by sample", async () => {
    const { status, stdout } = await spawnZcprof(["show", file, "--json"]);
    expect(status).toBe(0);
    // perf report of the same recording states 534 samples.
    expect(JSON.parse(stdout).profiles[0]).toMatchObject({ event: "cpu-clock", total: 534 });
  });

  it("where perf is missing is refused with the command for the other machine", async () => {
    const { status, stdout, stderr } = await showWith(null);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("error[perf-data/no-perf]");
    expect(stderr).toContain("perf is not installed here");
    expect(stderr).toContain(`perf script -i ${file} | zcprof show -`);
  });

  it.each([
    ["before it prints", "echo 'incompatible file format' >&2; echo more >&2; exit 255"],
    [
      "behind a sample",
      "echo 'a 1 1.0: 1 ev:  ffffffff816dfdb6 f (m)'; echo 'incompatible file format' >&2; exit 255",
    ],
  ])("of which perf fails %s is refused with the first line of what it says", async (_, perf) => {
    const { status, stdout, stderr } = await showWith(perf);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("error[perf-data/perf-failed]");
    expect(stderr).toContain("perf script ended with 255: incompatible file format\n");
  });

  it("of which perf says something although it succeeds is shown with that as a note", async () => {
    const { status, stderr } = await showWith(
      "echo 'a 1 1.0: 1 ev:  ffffffff816dfdb6 f (m)'; echo 'No kallsyms was found' >&2",
    );
    expect(status).toBe(0);
    expect(stderr).toContain("note[perf-data/perf-says]: perf script says: No kallsyms was found");
  });
});
