import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { spawnZcprof } from "./spawn-zcprof.ts";

const folder = mkdtempSync(join(tmpdir(), "zcprof-manifest-"));

// The machine slows down while five pairs are taken: each next has 10 % more than the base before it, and the last base more
// than the first next. Names sort against the order in which the runs were taken.
const BASE = [1000, 1200, 1400, 1600, 1800];
BASE.forEach((ticks, i) => {
  writeFileSync(join(folder, `base_${9 - i}.folded`), `copy_page ${ticks}\n`);
  // The pair in the order of names would be another: nothing is told by where a file stands.
  writeFileSync(join(folder, `next_${i}.folded`), `copy_page ${Math.round(ticks * 1.1)}\n`);
});
const base = join(folder, "base_*.folded");
const next = join(folder, "next_*.folded");

function writeManifest(name: string, orderOf: (side: 0 | 1, i: number) => number | string): string {
  const path = join(folder, name);
  const rows = BASE.flatMap((_, i) => [
    `base_${9 - i}.folded,${orderOf(0, i)}`,
    `next_${i}.folded,${orderOf(1, i)}`,
  ]);
  writeFileSync(path, `file,order\n${rows.join("\n")}\n`);
  return path;
}

const inTurn = writeManifest("in-turn.csv", (side, i) => 2 * i + side);

async function diff(...args: readonly string[]): Promise<ReturnType<typeof JSON.parse>> {
  const { status, stdout } = await spawnZcprof(["diff", base, next, "--json", ...args]);
  expect(status).toBe(0);
  return JSON.parse(stdout);
}

function codesOf({ notes }: { readonly notes: readonly { readonly code: string }[] }): string[] {
  return notes.map(({ code }) => code);
}

describe("a manifest of runs", () => {
  it("says which runs are pairs: a change that drift hides is found", async () => {
    const paired = await diff("--exposure", inTurn, "--paired");
    expect(paired.total.verdict).toBe("increase");
    // Every pair has the ratio 1.1, so only sampling noise is left: variances 1/x + 1/y of the five pairs sum to .007118,
    // which is a standard error of .01687 in ln 1.1, and t(4) = 2.776 gives 1.0497 at least.
    expect(paired.total.interval.low).toBeCloseTo(1.0497, 3);
    // In the order of their names the first base is the last that was taken.
    expect((await diff("--paired")).total.verdict).toBe("inconclusive");
    expect((await diff("--exposure", inTurn)).total.verdict).toBe("inconclusive");
  });

  it("says where order and side are confounded", async () => {
    expect(codesOf(await diff("--exposure", inTurn))).not.toContain("design/confounded");
    const blocks = writeManifest("blocks.csv", (side, i) => 10 * side + i);
    expect(codesOf(await diff("--exposure", blocks))).toContain("design/confounded");
    const turned = writeManifest("turned.csv", (side, i) => -10 * side + i);
    const { notes } = await diff("--exposure", turned);
    expect(notes.find(({ code }: { code: string }) => code === "design/confounded").message).toMatch(
      /all runs of next were taken before all of base/,
    );
    // Who does not say when runs were taken is not told that they are in a bad order.
    const unsaid = writeManifest("unsaid.csv", () => "");
    expect(codesOf(await diff("--exposure", unsaid))).not.toContain("design/confounded");
  });

  it("divides by what it states: bytes, else seconds, else nothing", async () => {
    expect((await diff("--exposure", inTurn)).normalize).toBe("none");
    const work = join(folder, "work.csv");
    const rows = BASE.flatMap((_, i) => [`base_${9 - i}.folded,2`, `next_${i}.folded,4`]);
    writeFileSync(work, `file,seconds\n${rows.join("\n")}\n`);
    const { normalize, total } = await diff("--exposure", work);
    expect(normalize).toBe("time");
    // 7700 ticks in twice the time of 7000.
    expect(total.ratio).toBeCloseTo(0.55, 12);
    expect((await diff("--exposure", work, "--normalize", "none")).total.ratio).toBeCloseTo(1.1, 12);
  });

  it("names runs by whole paths, too, as a glob gives them", async () => {
    const work = join(folder, "whole-paths.csv");
    const rows = BASE.flatMap((_, i) => [`${folder}/base_${9 - i}.folded,2`, `${folder}/next_${i}.folded,4`]);
    writeFileSync(work, `file,seconds\n${rows.join("\n")}\n`);
    expect((await diff("--exposure", work)).normalize).toBe("time");
  });

  it.each([
    [
      "an order that is no number",
      "file,order\nbase_9.folded,first\n",
      ':2: error[exposure/malformed]: expected a number for order, found "first"',
    ],
    [
      "a run twice",
      "file,order\nbase_9.folded,1\nbase_9.folded,2\n",
      ':3: error[exposure/malformed]: the second entry for "base_9.folded"',
    ],
    [
      "no bytes at all",
      "file,bytes\n\nbase_9.folded,0\n",
      ':3: error[exposure/malformed]: expected a number above 0 for bytes, found "0"',
    ],
    [
      "no file column",
      "name,order\nbase_9.folded,1\n",
      ':1: error[exposure/malformed]: expected a column file, found "name", "order"',
    ],
    ["a row too short", "file,order\nbase_9.folded\n", "error[exposure/malformed]: Invalid Record Length"],
    [
      "words",
      "twice as much\n",
      ':1: error[exposure/malformed]: expected a column file, found "twice as much"',
    ],
    ["nothing in it", " \n", "wrong.txt is empty"],
    ["JSON that ends early", '[{"file": "a"}', "json/syntax"],
    ["an object", '{"file": "a"}', "expected a list of runs, found an object"],
    [
      "JSON without a path",
      '[{"file": "a"}, {"bytes": 3}]',
      "entry 2: expected file, the path of a run, found none",
    ],
    [
      "JSON with a text for a number",
      '[{"file": "a", "hz": "?"}]',
      'entry 1: expected a number above 0 for hz, found "?"',
    ],
    ["JSON of words", '["a"]', "entry 1: expected an entry with file, bytes and seconds"],
  ])("is refused with %s, and the place is told", async (_, content, told) => {
    const path = join(folder, "wrong.txt");
    writeFileSync(path, content);
    const { status, stderr } = await spawnZcprof(["diff", base, next, "--exposure", path]);
    expect([status, stderr]).toEqual([2, expect.stringContaining(told)]);
  });
});
