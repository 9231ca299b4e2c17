import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readFileAtOnce } from "../../src/cli/raw-input.ts";
import { spawnZcprof } from "../cli/spawn-zcprof.ts";

const folder = mkdtempSync(join(tmpdir(), "zcprof-record-"));
const counters = join(folder, "profile");
const later = join(folder, "later");
const output = join(folder, "out.profile");
const write = (path: string, ...words: number[]) => writeFileSync(path, Uint32Array.from(words));
const read = (path: string) => [...new Uint32Array(new Uint8Array(readFileSync(path)).buffer)];

describe("record", () => {
  it("writes what was counted while a command ran", async () => {
    write(counters, 4, 10, 20);
    write(later, 4, 13, 27);
    const run = await spawnZcprof(["record", "-p", counters, "-o", output, "--", "cp", later, counters]);
    expect([run.status, read(output)]).toEqual([0, [4, 3, 7]]);
    expect(run.stderr).toMatch(/^note\[record\/ticks\]: \d\.\d{3} s, 10 ticks between the two\n$/);
  });

  it("reads counters at once, as the ticks of reading one piece would stand in the next", () => {
    const counted = Uint8Array.from({ length: 3_000_004 }, (_, i) => i % 251);
    writeFileSync(later, counted);
    const blocks = [...readFileAtOnce(later)];
    expect(blocks.length).toBe(1);
    expect(Buffer.compare(blocks[0], counted)).toBe(0);
  });

  it("waits for the seconds, ends a command that takes longer, and says when one failed", async () => {
    write(counters, 4, 1, 2);
    const record = ["record", "-p", counters, "-o", output, "--seconds", "0.5"];
    for (const command of [[], ["--", "sleep", "30"]]) {
      const { status, stderr } = await spawnZcprof([...record, ...command]);
      expect([status, stderr]).toEqual([
        0,
        expect.stringMatching(/: 0\.[5-9]\d\d s, 0 ticks between the two\n$/),
      ]);
    }
    const { stderr } = await spawnZcprof([...record, "--", "sh", "-c", "exit 3"]);
    expect(stderr).toContain("note[record/command]: sh ended with status 3");
  });

  it("says what to do where the kernel has no /proc/profile, or nothing says when to stop", async () => {
    const place = join(folder, "never");
    if (!existsSync("/proc/profile")) {
      const record = await spawnZcprof(["record", "--seconds", "1", "-o", place]);
      expect([record.status, record.stderr]).toEqual([2, expect.stringContaining("profile=2")]);
      const show = await spawnZcprof(["show", "proc:"]);
      expect([show.status, show.stderr]).toEqual([2, expect.stringContaining("profile=2")]);
    }
    expect((await spawnZcprof(["record", "-p", counters, "-o", place])).stderr).toContain("record/no-end");
    expect((await spawnZcprof(["record", "-p", counters, "-o", place, "--", "/no/such"])).status).toBe(2);
    // A timer of 2^31 ms and more fires at once.
    for (const seconds of ["0", "2147483.648", "1e9", "soon"]) {
      const refused = await spawnZcprof(["record", "-p", counters, "-o", place, "--seconds", seconds]);
      expect([refused.status, refused.stderr]).toEqual([
        2,
        expect.stringContaining(
          `--seconds: Expected a number above 0 and below 2147483.648 but received: ${seconds}`,
        ),
      ]);
    }
    expect(existsSync(place)).toBe(false);
  });
});

describe("subtract", () => {
  it("writes a raw profile, and nothing where a counter went back", async () => {
    write(counters, 4, 10, 20);
    write(later, 4, 13, 27);
    const place = join(folder, "difference");
    expect((await spawnZcprof(["subtract", later, counters, "-o", place, "-q"])).stderr).toBe("");
    expect(read(place)).toEqual([4, 3, 7]);
    const wrong = await spawnZcprof(["subtract", counters, later, "-o", join(folder, "none")]);
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining("counters do not go back")]);
    expect(existsSync(join(folder, "none"))).toBe(false);
  });
});
