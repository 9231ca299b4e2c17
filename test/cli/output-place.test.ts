import { linkSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { spawnZcprof } from "./spawn-zcprof.ts";

const folder = mkdtempSync(join(tmpdir(), "zcprof-output-"));
const LISTING =
  "    30 kfree                                      0.3000\n    20 schedule                                   0.1000\n";
const place = (name: string, content = LISTING): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const run = place("run.txt");
const groups = place("groups.json", JSON.stringify([{ name: "memory", symbol: "^k" }]));
const [symbolic, hard] = ["symbolic.txt", "hard.txt"].map((name) => join(folder, name));
symlinkSync(run, symbolic);
linkSync(run, hard);

describe("a result", () => {
  it("never replaces a file that was read, under whatever name", async () => {
    const before = readFileSync(groups, "utf8");
    const cells = join(folder, "cells.jsonl");
    const small = ["--vary", "chunk=4K", "--set", "work.wraps=0.01", "--set", "work.warmUp=0.01"];
    await spawnZcprof(["sweep", ...small, "--cells", cells]);
    const finished = readFileSync(cells, "utf8");
    const commands = [
      ["sweep", ...small, "--cells", cells, "-o", cells],
      ["sweep", "merge", cells, "-o", cells],
      ["show", run, "-o", run],
      ["convert", run, "--to", "folded", "-o", symbolic],
      ["diff", run, run, "-o", hard],
      ["report", symbolic, run, "-o", run],
      ["share", run, "--group", "memory", "--groups", groups, "-o", groups],
    ];
    for (const args of commands) {
      const { status, stderr } = await spawnZcprof(args);
      expect([args[0], status, stderr]).toEqual([
        args[0],
        2,
        expect.stringContaining("error[output/is-input]"),
      ]);
      expect(stderr).toContain(`cannot write ${args.at(-1)}: it is a file that was read`);
      expect([run, groups, cells].map((path) => readFileSync(path, "utf8"))).toEqual([
        LISTING,
        before,
        finished,
      ]);
    }
  });

  it("that has no place says which is missing, not how it would have been written", async () => {
    for (const [path, reason] of [
      [join(folder, "missing", "x"), "there is no such folder"],
      [folder, "it is a folder"],
    ]) {
      const { status, stderr } = await spawnZcprof(["show", run, "-o", path]);
      expect([status, stderr]).toEqual([2, expect.stringContaining(`cannot write ${path}: ${reason}\n`)]);
    }
  });

  it("replaces any other file", async () => {
    const old = place("old.txt");
    expect(await spawnZcprof(["convert", run, "--to", "csv", "-o", old])).toMatchObject({ status: 0 });
    expect(readFileSync(old, "utf8")).toContain("kfree,");
  });
});

describe("the work of two sides", () => {
  it("is refused in the words of the flag that was typed, at its own place", async () => {
    const { status, stderr } = await spawnZcprof(["diff", run, run, "--exposure", "3:0"]);
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining("--exposure:1:3: error[exposure/malformed]: --exposure: "),
    ]);
    expect(stderr).toContain('the work of next must be a positive number, found "0"');
  });
});
