import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBreach } from "../../src/parsers/schema-breach.ts";
import { REPORT_SCHEMAS } from "../../src/report/schemas/report-schemas.ts";
import { spawnZcprof } from "../cli/spawn-zcprof.ts";

/** A fiftieth of a wrap: figures are validated elsewhere. */
const SHORT = ["--set", "work.wraps=0.02", "--set", "work.warmUp=0.02"];
const GRID = [
  "sweep",
  ...SHORT,
  "--vary",
  "variant=no-sg,sg-csum",
  "--vary",
  "chunk=4K..16K",
  "--seeds",
  "2",
];

describe("zcprof sweep", () => {
  let folder: string;
  let whole: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "zcprof-"));
    const { status, stdout, stderr } = await spawnZcprof([...GRID, "--workers", "1", "--json"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    whole = stdout;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("keeps its published schema, every cell in the order of the grid", () => {
    const json = JSON.parse(whole);
    const schema = REPORT_SCHEMAS.find(({ $id }) => $id === "zcprof.sweep/1");
    expect(schema && findBreach(schema, json)).toBeNull();
    expect(json.cells.map(({ values }: { values: unknown }) => values)).toEqual([
      { variant: "no-sg", chunk: 4096 },
      { variant: "no-sg", chunk: 8192 },
      { variant: "no-sg", chunk: 16_384 },
      { variant: "sg-csum", chunk: 4096 },
      { variant: "sg-csum", chunk: 8192 },
      { variant: "sg-csum", chunk: 16_384 },
    ]);
  });

  test("simulates a cell as simulate does", async () => {
    const args = ["simulate", "sg-csum", ...SHORT, "--chunk", "4096", "--seeds", "2", "--json"];
    const { load, total } = JSON.parse((await spawnZcprof(args)).stdout);
    expect(JSON.parse(whole).cells[3].figures).toMatchObject({ load, ticks: total });
  });

  test("gives the same bytes on three threads, and of two shards that are merged", async () => {
    const [one, two] = ["1/2", "2/2"].map((shard) => {
      const path = join(folder, `part${shard[0]}.jsonl`);
      return { path, args: [...GRID, "--shard", shard, "--cells", path, "-q"] };
    });
    const [threads] = await Promise.all([
      spawnZcprof([...GRID, "--workers", "3", "--json"]),
      spawnZcprof(one.args),
      spawnZcprof(two.args),
    ]);
    expect(threads.stdout).toBe(whole);
    const merged = await spawnZcprof(["sweep", "merge", two.path, one.path, "--json"]);
    expect(merged).toEqual({ status: 0, stdout: whole, stderr: "" });
    const [table, mergedTable] = await Promise.all([
      spawnZcprof(GRID),
      spawnZcprof(["sweep", "merge", one.path, two.path]),
    ]);
    expect(mergedTable.stdout).toBe(table.stdout);
    expect(Math.max(...table.stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test("merges JSON reports too, counts what is missing, and refuses another sweep's", async () => {
    const part = join(folder, "part.json");
    const other = join(folder, "other.json");
    await spawnZcprof([...GRID, "--shard", "2/3", "--json", "-o", part]);
    await spawnZcprof([...GRID, "--seed", "5", "--shard", "1/3", "--json", "-o", other]);
    const merged = await spawnZcprof(["sweep", "merge", part]);
    expect(merged.stdout).toContain("2 of 6");
    expect(merged.stdout).toContain("4 more cells");
    const refused = await spawnZcprof(["sweep", "merge", part, other]);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain("seeds differs");
  });

  test("goes on where it was stopped, also in the middle of a line", async () => {
    const path = join(folder, "cells.jsonl");
    await spawnZcprof([...GRID, "--cells", path, "--workers", "1"]);
    const lines = readFileSync(path, "utf8").split("\n");
    // Two cells and a half; the figure of a finished one is changed, to see that it is taken and not simulated again.
    const kept = [lines[0], lines[1].replace(/"load":\{"mean":[\d.]+/, '"load":{"mean":77'), lines[2]];
    writeFileSync(path, `${kept.join("\n")}\n`);
    appendFileSync(path, lines[3].slice(0, 40));
    const { status, stdout } = await spawnZcprof([...GRID, "--cells", path, "--json"]);
    expect(status).toBe(0);
    const json = JSON.parse(stdout);
    expect(json.cells[0].figures.load.mean).toBe(77);
    expect(json.cells.slice(1)).toEqual(JSON.parse(whole).cells.slice(1));
    expect(readFileSync(path, "utf8").trimEnd().split("\n")).toHaveLength(7);
    const other = await spawnZcprof([...GRID, "--seed", "9", "--cells", path]);
    expect(other.status).toBe(2);
    expect(other.stderr).toContain("seeds differs");
  });

  test("leaves the JSON of a sweep alone where --cells names it, and says what cannot be written", async () => {
    const path = join(folder, "whole.json");
    writeFileSync(path, whole);
    const refused = await spawnZcprof([...GRID, "--cells", path]);
    expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining("sweep/unfit-file")]);
    expect(readFileSync(path, "utf8")).toBe(whole);
    // A device would be read without end.
    const device = await spawnZcprof([...GRID, "--cells", "/dev/full"]);
    expect([device.status, device.stderr]).toEqual([2, expect.stringContaining("sweep/unfit-file")]);
    const nowhere = await spawnZcprof([...GRID, "--cells", join(folder, "none", "cells")]);
    expect([nowhere.status, nowhere.stderr]).toEqual([2, expect.stringContaining("cannot write")]);
  });

  test("writes a CSV with a column for each axis, figure and deviation", async () => {
    const { stdout } = await spawnZcprof([...GRID, "--format", "csv"]);
    const [head, ...rows] = stdout.trimEnd().split("\n");
    expect(head.split(",").slice(0, 4)).toEqual(["variant", "chunk", "load", "load_sd"]);
    expect(rows).toHaveLength(6);
    const { load } = JSON.parse(whole).cells[5].figures;
    expect(rows[5].split(",").slice(0, 4)).toEqual(["sg-csum", "16384", String(load.mean), String(load.sd)]);
  });

  test.each([
    [["--vary", "chunk=256..1000"], "doubled never meets"],
    [["--vary", "l2.colour=1,2"], "l2.ways"],
    [["--vary", "chunk=1,8192"], "chunk=1: work.chunk: 1 is outside 64 to 1048576 bytes"],
    [["--vary", "variant=no-sg,nosuch"], "sg-csum-cache-page"],
    [["--vary", "machine=katmai500,nosuch"], "coppermine650"],
    [["--vary", "chunk=256,512", "--vary", "work.chunk=64"], "varied twice"],
    [["--vary", "chunk=256,512", "--chunk", "64"], "set by a flag"],
    [["no-sg", "--vary", "variant=no-sg,sg-csum"], "set by a word"],
    [["--machine", "katmai500", "--vary", "machine=katmai500,coppermine650"], "set by a flag"],
    [["--nic", "acenic", "--vary", "nic=acenic,3c905c"], "set by a flag"],
    [["--vary", "chunk=256,512", "--shard", "3/2"], "1 <= I <= N"],
    [["--vary", "work.files=9000,9001", "--workers", "2"], "raise memory.size"],
    [[], "vary"],
  ])("refuses %j with what exists", async (args, message) => {
    const { status, stdout, stderr } = await spawnZcprof(["sweep", ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr.replaceAll(/\s+/g, " ")).toContain(message);
  });
});
