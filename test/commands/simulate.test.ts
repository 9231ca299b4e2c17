import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBreach } from "../../src/parsers/schema-breach.ts";
import { REPORT_SCHEMAS } from "../../src/report/schemas/report-schemas.ts";
import { spawnZcprof } from "../cli/spawn-zcprof.ts";

/** What the published schema holds; the tests look into it as they need. */
type Answer = ReturnType<typeof JSON.parse>;
type Row = Answer;

/** A fiftieth of a wrap: figures are validated elsewhere. */
const SHORT = ["--set", "work.wraps=0.02", "--set", "work.warmUp=0.02"];

interface Missing {
  readonly symbol: string;
  readonly l2Misses: number;
}

function sumL2(symbols: readonly Missing[]): number {
  return symbols.reduce((sum, { l2Misses }) => sum + l2Misses, 0);
}

async function runJson(args: readonly string[]): Promise<Answer> {
  const { status, stdout, stderr } = await spawnZcprof(["simulate", ...args, ...SHORT, "--json"]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const json = JSON.parse(stdout);
  const schema = REPORT_SCHEMAS.find(({ $id }) => $id === json.schema);
  expect(schema && findBreach(schema, json)).toBeNull();
  return json;
}

describe("zcprof simulate", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "zcprof-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function fileOf(name: string, text: string): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }

  test("gives the same bytes for the same seed, and others for another", async () => {
    const args = ["simulate", "sg-csum", ...SHORT, "--json", "--seeds", "2"];
    const [first, again, other] = await Promise.all([
      spawnZcprof(args),
      spawnZcprof(args),
      spawnZcprof([...args, "--seed", "7"]),
    ]);
    expect(first.stdout).toBe(again.stdout);
    expect(first.stdout).not.toBe(other.stdout);
    expect(JSON.parse(other.stdout).seeds).toEqual([7, 8]);
  });

  test("says mean and deviation of several placements, and no deviation of one", async () => {
    const [several, one] = await Promise.all([runJson(["no-sg", "--seeds", "3"]), runJson(["no-sg"])]);
    expect(several.load.sd).toBeGreaterThan(0);
    expect(several.symbols[0].ticks.sd).toBeGreaterThan(0);
    expect(one.load.sd).toBeNull();
    expect(one.notes.map(({ code }: { code: string }) => code)).toContain("simulation/one-placement");
  });

  test("counts a cause for every miss in JSON, at both levels", async () => {
    const { symbols } = await runJson(["sg-csum"]);
    for (const { l1Misses, missKinds } of symbols) {
      const { compulsory, capacity, coherence, conflict } = missKinds.l1;
      expect(compulsory + capacity + coherence + conflict).toBeCloseTo(l1Misses, 6);
    }
    expect(symbols.reduce((sum: number, row: Row) => sum + row.missKinds.l2.conflict, 0)).toBeGreaterThan(0);
  });

  test("adds the driver's ticks to the total only where it is built in", async () => {
    const [module, builtIn] = await Promise.all([
      runJson(["sg-choose"]),
      runJson(["sg-choose", "--driver", "built-in"]),
    ]);
    // Its text stands elsewhere then, so the rest of the kernel is not to a tick what it was.
    const both = module.total.mean + module.driverTicks.mean;
    expect(Math.abs(builtIn.total.mean / both - 1)).toBeLessThan(0.1);
    expect(builtIn.symbols.some(({ symbol }: Row) => symbol.startsWith("boomerang"))).toBe(true);
    const sum = builtIn.symbols.reduce((total: number, { ticks }: Row) => total + ticks.mean, 0);
    expect(sum).toBeCloseTo(builtIn.total.mean, 6);
    expect(module.symbols.some(({ symbol }: Row) => symbol.startsWith("boomerang"))).toBe(false);
  });

  test("builds any kernel from flags, and knows the mail's own again", async () => {
    const flags = ["--copy", "choose", "--page-aligned", "on", "--skbuff-cache", "on", "--checksum", "on"];
    const [made, known] = await Promise.all([
      runJson(["sg-csum", ...flags, "--cpus", "1", "--chunk", "4K", "--method", "sendfile", "--offset", "8"]),
      runJson(["no-sg", "--sg", "on", "--page-aligned", "on"]),
    ]);
    expect(made.variant).toBe("sg-choose-cache-page");
    expect(made.title).toBe(
      "sendfile(4k), SG, choose copy, skbuff_cache, page-aligned, " +
        "cpu.count=1, work.bufferOffset=8, work.wraps=0.02, work.warmUp=0.02",
    );
    expect(made.parameters).toMatchObject({ "cpu.count": 1, "work.chunk": 4096, "work.bufferOffset": 8 });
    expect(known.variant).toBe("sg-page-csum");
  });

  test("explains a symbol by lines that add up to its cycles, and structures to its stalls", async () => {
    const explained = await runJson(["sg-csum", "--explain", "csum_partial_copy_generic"]);
    const { costs, structures, cyclesPerCall, calls } = explained;
    const sum = costs.reduce((total: number, { cycles }: Row) => total + cycles, 0);
    expect(sum).toBeCloseTo(cyclesPerCall, 6);
    const stalls = structures.reduce((total: number, row: Row) => total + row.stallCycles, 0) / calls;
    expect(stalls).toBeCloseTo(cyclesPerCall - costs[0].cycles, 6);
    // The machine's own prices: 60 for a write-back, 15 for an upgrade (machine-parameters.ts).
    const priceOf = (what: RegExp): number => {
      const { cycles, count } = costs.find((line: Row) => what.test(line.what));
      return cycles / count;
    };
    expect(priceOf(/write-back/)).toBeCloseTo(60, 6);
    expect(priceOf(/upgrade/)).toBeCloseTo(15, 6);
  });

  test("writes the listing that readprofile would have printed, with the mail's addresses", async () => {
    const path = join(folder, "listing.txt");
    const args = ["simulate", "sg-csum", ...SHORT, "--to", "readprofile", "-o", path, "-q"];
    expect(await spawnZcprof(args)).toEqual({ status: 0, stdout: "", stderr: "" });
    const listing = readFileSync(path, "utf8");
    expect(listing).toMatch(/^send\(8k\), SG, csum_copy, work.wraps=0.02, work.warmUp=0.02 \d\d\.\d%\n/);
    // Address and size (84 bytes) of the mail's file_read_actor, readprofile's "%016llx %-40s %6u %8.4f".
    const row = /^00000000c0125580 file_read_actor {26} +(\d+) +(\d+\.\d{4})$/m.exec(listing);
    expect(Number(row?.[2])).toBeCloseTo(Number(row?.[1]) / 84, 3);
    const again = await spawnZcprof(["diff", "example:mail#2", path, "--json"]);
    expect(again.status).toBe(0);
    expect(JSON.parse(again.stdout).base.total).toBe(3222);
  });

  test("puts misses in the order of those of L2, with their share of all and what is left out", async () => {
    const printed = spawnZcprof(["simulate", "sg-csum", ...SHORT, "--misses", "--top", "5"]);
    const [{ stdout }, { symbols }] = await Promise.all([printed, runJson(["sg-csum"])]);
    const falling = symbols.toSorted((a: Missing, b: Missing) => b.l2Misses - a.l2Misses);
    // The order is not that of ticks, in which symbols stand in JSON.
    expect(falling.slice(0, 5)).not.toEqual(symbols.slice(0, 5));
    const rows = [...stdout.matchAll(/^ {2}(\S+) +L2 +(\S+) +(\S+%)/gm)].map(([, ...cells]) => cells);
    expect(rows).toEqual(
      falling
        .slice(0, 5)
        .map((one: Missing) => [
          one.symbol,
          (one.l2Misses / 1000).toFixed(1),
          `${((100 * one.l2Misses) / sumL2(symbols)).toFixed(1)}%`,
        ]),
    );
    const rest = (sumL2(falling.slice(5)) / 1000).toFixed(1);
    expect(stdout).toContain(
      `${symbols.length - 5} more symbols with ${rest} thousand L2 misses/s (--top 0)`,
    );
    expect(stdout).toMatch(
      new RegExp(`^ {2}misses +L1 [\\d.]+, L2 ${(sumL2(symbols) / 1000).toFixed(1)} thousand/s$`, "m"),
    );
  });

  test("shows facts, symbols and notes within 80 columns", async () => {
    for (const wish of [[], ["--misses"], ["--explain", "file_read_actor"]]) {
      const { stdout } = await spawnZcprof(["simulate", "sg-csum", ...SHORT, ...wish, "--seeds", "2"]);
      expect(stdout).toContain("System load: ");
      expect(stdout).toMatch(/steady|STEADY/);
      expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    }
  });

  test("says when the state was not steady, and that ticks are scaled", async () => {
    const args = [
      "simulate",
      "no-sg",
      "--set",
      "work.wraps=0.02",
      "--set",
      "work.warmUp=0",
      "--duration",
      "60",
    ];
    const { stdout } = await spawnZcprof(args);
    const words = stdout.replaceAll(/\s+/g, " ");
    expect(words).toContain("NOT STEADY");
    expect(words).toContain("scaled to a profile of 60 s");
  });

  test("reads a machine file in YAML or JSON, dotted or nested, sizes as they are typed", async () => {
    const yaml = fileOf("mine.yaml", "# a larger L2\nextends: katmai500\nl2:\n  size: 1M\ncpu.count: 1\n");
    const json = fileOf("mine.json", '{"extends": "katmai500", "l2.size": 1048576, "cpu": {"count": 1}}');
    const [one, other] = await Promise.all([
      runJson(["no-sg", "--machine", yaml]),
      runJson(["no-sg", "--machine", json]),
    ]);
    expect(one.parameters).toMatchObject({ "l2.size": 1_048_576, "cpu.count": 1, "cost.l2Read": 20 });
    expect({ ...one, machine: "" }).toEqual({ ...other, machine: "" });
  });

  test.each([
    ["l2:\n  size: 100000\n", "2:9: error[machine/bad-value]: l2.size: 100000 is not a power of two"],
    ["l1d.size: 1024\nl1d.ways: 64\n", "2:11: error[machine/bad-value]: l1d.ways: l1d: 64 ways, but only 32"],
    ["cpu.count: 3\n", "1:12: error[machine/bad-value]: cpu.count: 3 is outside 1 to 2"],
    ["cpu.clock: fast\n", '1:12: error[machine/bad-value]: cpu.clock: "fast" is not a number'],
    ["l2.colour: 3\n", '1:12: error[machine/bad-value]: l2.colour: there is no parameter "l2.colour"'],
    ["work.chunk: 64\n", 'error[machine/bad-value]: work.chunk: there is no parameter "work.chunk"'],
    ["extends: vax\n", '1:10: error[machine/bad-value]: extends: "vax" is none of mendocino500'],
    ["l2: {size: 1\n", "error[machine/syntax]: this is no YAML or JSON"],
    ["l2.size: 512\nl2.size: 512\n", "2:1: error[machine/syntax]"],
    ["l2.size: 65536\nl2: {size: 65536}\n", "error[machine/bad-value]: l2.size: is given twice"],
    ["", "error[machine/no-map]"],
  ])("refuses the machine file %j at its place", async (text, message) => {
    const path = fileOf("bad.yaml", text);
    const { status, stdout, stderr } = await spawnZcprof(["simulate", "no-sg", "--machine", path]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).toContain(path);
  });

  test.each([
    [["nosuch"], "sg-csum-cache-page"],
    [[], "zcprof simulate --list"],
    [["no-sg", "--machine", "nosuch"], "coppermine650"],
    [["no-sg", "--nic", "nosuch"], "eepro100"],
    [["no-sg", "--chunk", "1"], "64 to 1048576"],
    [["no-sg", "--chunk", "8x"], "64 to 1048576"],
    [["no-sg", "--set", "l2.colour=1"], "l2.ways"],
    [["no-sg", "--set", "chunk"], "PARAM=VALUE"],
    [["no-sg", "--set", "work.files=10000"], "memory.size"],
    [
      ["no-sg", "--explain", "csum_partial", ...SHORT],
      "hint: did you mean csum_partial_copy_generic? without --explain",
    ],
    [["no-sg", "--explain", "scheduel", ...SHORT], "hint: did you mean schedule? without --explain"],
    [["no-sg", "--explain", "nosuch", ...SHORT], "hint: without --explain, --top 0 lists what runs"],
    [["--list", "nosuch"], "variants, machines, nics, parameters"],
  ])("refuses %j with what exists", async (args, list) => {
    const { status, stdout, stderr } = await spawnZcprof(["simulate", ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr.replaceAll(/\s+/g, " ")).toContain(list);
  });

  test("lists what exists, every parameter with unit, default, range, sentence and source", async () => {
    const { stdout } = await spawnZcprof(["simulate", "--list", "--json"]);
    const list = JSON.parse(stdout);
    const schema = REPORT_SCHEMAS.find(({ $id }) => $id === list.schema);
    expect(schema && findBreach(schema, list)).toBeNull();
    expect(list.variants).toHaveLength(9);
    expect(list.parameters.find(({ name }: Row) => name === "cost.writeBack")).toEqual({
      name: "cost.writeBack",
      short: null,
      type: "number",
      default: 60,
      unit: "cycles",
      min: 0,
      max: 1000,
      choices: null,
      meaning: "Write-back of a dirty victim (W).",
      source: "F: F + W = 123 from 130 MB/s written; 20-70",
    });
    const csv = await spawnZcprof(["simulate", "--list", "parameters", "--format", "csv"]);
    expect(csv.stdout.split("\n")).toHaveLength(list.parameters.length + 2);
  });
});
