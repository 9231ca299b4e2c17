import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findPrintedBreach } from "./schema-breach.ts";
import { ROOT, spawnZcprof } from "./spawn-zcprof.ts";

const folder = mkdtempSync(join(tmpdir(), "zcprof-noise-"));

function writeRun(name: string, first: number, second: number): string {
  const path = join(folder, name);
  writeFileSync(
    path,
    `${[`${first} first`, `${second} second`].map((row) => `${row.padEnd(47)} 0.1000`).join("\n")}\n` +
      `${`${first + second} total`.padEnd(47)} 0.1000\n`,
  );
  return path;
}

const FIRST = [100, 120, 80, 110];
const runs = FIRST.map((ticks, i) => writeRun(`run${i}.txt`, ticks, 50));
const all = join(folder, "run*.txt");

function raw(name: string): string {
  return join(ROOT, "fixtures/raw-profile", `${name}.profile.gz`);
}

/** Writes a manifest that says the same of every run. */
function writeManifest(name: string, machine: string, workload: string): string {
  const path = join(folder, name);
  const rows = FIRST.map((_, i) => `run${i}.txt,${machine},${workload}`);
  writeFileSync(path, `file,machine,workload\n${rows.join("\n")}\n`);
  return path;
}

/** Learns noise and compares two of the runs under it; returns the JSON. */
async function diffUnder(noise: string, args: readonly string[]): Promise<{ codes: string[]; text: string }> {
  const { status, stdout } = await spawnZcprof(["diff", ...args, "--noise", noise, "--json"]);
  expect(status).toBe(0);
  const { basis, notes } = JSON.parse(stdout);
  expect(basis).toBe("noise-file");
  return {
    codes: notes.map(({ code }: { code: string }) => code),
    text: notes.map(({ message }: { message: string }) => message).join("\n"),
  };
}

describe("noise", () => {
  it("shows dispersions with their intervals, and what the runs say of themselves", async () => {
    const manifest = writeManifest("alpha.csv", "alpha", "copy");
    const { status, stdout } = await spawnZcprof(["noise", all, "--exposure", manifest]);
    expect(status).toBe(0);
    // 100, 120, 80, 110: variance 291.67 over mean 102.5 is 2.85; three times it over the chi-squares 9.348 and
    // 0.2158 of three degrees is 0.91 and 39.56. With the 50 of the other symbol the mean is 152.5.
    expect(stdout).toMatch(/^ +first +102\.5 +2\.85 +0\.91 to 39\.56/m);
    expect(stdout).toMatch(/^ +second +50\.0 +0\.00 /m);
    expect(stdout).toMatch(/total {2}dispersion +1\.91/);
    expect(stdout).toMatch(/machine +alpha/);
    expect(stdout).toMatch(/workload +copy/);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("says what the runs did not state", async () => {
    const { stdout } = await spawnZcprof(["noise", ...runs]);
    expect(stdout).toMatch(/machine +not stated/);
  });

  it("writes the file that diff --noise takes, with -o or --json", async () => {
    const file = join(folder, "noise.json");
    const made = await spawnZcprof(["noise", all, "-o", file]);
    expect([made.status, made.stdout]).toEqual([0, ""]);
    const printed = await spawnZcprof(["noise", all, "--json"]);
    expect(printed.stdout).toBe(readFileSync(file, "utf8"));
    expect(findPrintedBreach(printed.stdout)).toBeNull();
    const { codes } = await diffUnder(file, [runs[1], runs[2]]);
    expect(codes).toContain("noise/few-runs");
    // Totals 150, 170, 130, 160 have a variance of 1.91 times their mean; times three over the chi-square 0.2158 it is 26.59.
    const { stdout } = await spawnZcprof(["diff", runs[1], runs[2], "--noise", file]);
    expect(stdout).toMatch(/noise file: at most 26\.6 times sampling noise/);
    // 120 ticks are not few: that runs vary so much is what hides a change of them.
    expect(stdout).toMatch(/^ +first +120 +80 +-40 .*~ too noisy/m);
  });

  it("writes every entry as CSV, groups and symbols in the same columns", async () => {
    const { stdout } = await spawnZcprof(["noise", all, "--format", "csv"]);
    const [head, ...rows] = stdout.trimEnd().split("\n");
    expect(head).toBe(
      "kind,name,mean_ticks,dispersion,dispersion_interval_low,dispersion_interval_high,shrunk,module",
    );
    expect(rows.map((row) => row.split(",", 3).join())).toEqual([
      "group,other,152.5",
      "symbol,first,102.5",
      "symbol,second,50",
    ]);
  });

  it("cuts rows with --top and counts what it cut", async () => {
    const { stdout } = await spawnZcprof(["noise", all, "--top", "1", "--sort", "dispersion"]);
    expect(stdout).toContain("first");
    expect(stdout).toMatch(/1 more row \(--top 0\)/);
  });

  it("refuses fewer than three runs", async () => {
    const { status, stderr } = await spawnZcprof(["noise", runs[0]]);
    expect(status).toBe(2);
    expect(stderr).toContain("noise/too-few-runs");
  });
});

describe("a noise file that does not fit", () => {
  it("is told of with machine and workload, before and now", async () => {
    const noise = join(folder, "alpha.json");
    const learned = writeManifest("learned.csv", "alpha", "copy");
    await spawnZcprof(["noise", all, "--exposure", learned, "-o", noise]);
    const same = await diffUnder(noise, [runs[0], runs[1], "--exposure", learned]);
    expect(same.codes).not.toContain("noise/other-host");
    const other = writeManifest("other.csv", "beta", "sendfile");
    const { codes, text } = await diffUnder(noise, [runs[0], runs[1], "--exposure", other]);
    expect(codes).toEqual(expect.arrayContaining(["noise/other-host", "noise/other-commandLine"]));
    expect(text).toContain("the machine was alpha, now beta");
    expect(text).toContain("the workload was copy, now sendfile");
  });

  it("is told of with the step of a raw profile", async () => {
    const map = ["--map", join(ROOT, "fixtures/symbol-map/System.map-6.1-tiny.gz")];
    const noise = join(folder, "step.json");
    // Shift 2 counts 4 bytes, shift 6 counts 64.
    await spawnZcprof(["noise", raw("e1000"), raw("e1000"), raw("e1000"), ...map, "-o", noise]);
    const { text } = await diffUnder(noise, [raw("p6"), raw("p6"), ...map]);
    expect(text).toContain("the step in bytes was 4, now 64");
  });

  it("is refused under another normalisation, with exit status 2", async () => {
    const noise = join(folder, "per-run.json");
    await spawnZcprof(["noise", all, "-o", noise]);
    const args = ["diff", runs[0], runs[1], "--noise", noise, "--normalize", "total"];
    const { status, stderr } = await spawnZcprof(args);
    expect(status).toBe(2);
    expect(stderr).toContain("noise/other-normalize");
  });
});
