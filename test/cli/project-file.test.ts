import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Outcome, ROOT, spawnZcprof } from "./spawn-zcprof.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "zcprof-project-")));

/** Makes a folder with a project file, two profiles, and a folder below from which the program is run. */
function makeProject(name: string, files: Readonly<Record<string, string>>): string {
  const below = join(root, name, "runs", "today");
  mkdirSync(below, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(join(root, name, file), content);
  writeFileSync(join(below, "base.folded"), "main;copy_page_[k] 1000\nmain;kfree_[k] 1000\n");
  writeFileSync(join(below, "next.folded"), "main;copy_page_[k] 1300\nmain;kfree_[k] 1000\n");
  return below;
}

function diff(cwd: string, ...args: readonly string[]): Promise<Outcome> {
  return spawnZcprof(["diff", "base.folded", "next.folded", ...args], { cwd });
}

const FULL = makeProject("full", {
  "zcprof.yaml":
    'groups: groups.json\nmargin: 1.5\nmodules:\n  vmlinux: ["[k]"]\nfail-on:\n  - group:mine>+10%\n  - total>+50%\n',
  "groups.json": '[{"name": "mine", "symbol": "^copy_page"}]',
});

/** Marks of rows that are new or gone. */
const marksOf = ({ stdout }: Outcome) => stdout.match(/^ *(?:\+\+\+|---)/gm);

describe("a project file", () => {
  it("is found upward, and speaks of groups, margin, modules and limits", async () => {
    const { status, stdout } = await diff(FULL, "--json");
    // The interval of 1300 after 1000 is 1.20 to 1.41: all of it beyond 10 %.
    expect(status).toBe(1);
    const { margin, groups, symbols, gate, notes } = JSON.parse(stdout);
    expect(margin).toBe(1.5);
    expect(groups.map(({ group }: { group: string }) => group)).toEqual(["mine", "other"]);
    expect(symbols.map(({ module }: { module: string }) => module)).toEqual(["vmlinux", "vmlinux"]);
    expect(gate.rules.map(({ decision }: { decision: string }) => decision)).toEqual(["exceeded", "kept"]);
    const used = notes.find(({ code }: { code: string }) => code === "project/used");
    expect(used.message).toContain(join(root, "full", "zcprof.yaml"));
    expect(used.message).toContain("groups, margin, modules, fail-on");
  });

  it("names modules and groups in show, share and groups as well, and says only what it was asked for", async () => {
    const run = (...args: readonly string[]) => spawnZcprof(args, { cwd: FULL });
    const show = await run("show", "next.folded", "--by", "module", "--format", "csv");
    expect(show.stdout).toContain("vmlinux,2300");
    expect(show.stderr.replaceAll(/\s+/g, " ")).toContain("zcprof.yaml: groups, modules. Flags");
    const typed = await run("show", "next.folded", "--groups", join(root, "full", "groups.json"));
    expect(typed.stderr.replaceAll(/\s+/g, " ")).toContain("zcprof.yaml: modules. Flags");
    const groups = await run("groups", "next.folded", "--json");
    expect(groups.stdout).toContain('"vmlinux"');
    // 1300 of 2300 ticks.
    const share = await run("share", "next.folded", "--group", "mine", "--json");
    expect(JSON.parse(share.stdout).groups[0].share.point).toBeCloseTo(1300 / 2300, 9);
    const screen = await run("dashboard", "base.folded", "next.folded");
    expect([screen.status, screen.stderr.replaceAll(/\s+/g, " ")]).toEqual([
      0,
      expect.stringContaining("zcprof.yaml: groups, modules. Flags"),
    ]);
    const sides = { "base.csv": "copy_page,[k],1000", "next.csv": "copy_page,vmlinux,1300" };
    for (const [name, row] of Object.entries(sides)) {
      writeFileSync(join(FULL, name), `symbol,module,ticks\n${row}\nkfree,mod,1000\n`);
    }
    expect(marksOf(await run("dashboard", "base.csv", "next.csv"))).toBeNull();
    expect(marksOf(await run("dashboard", "base.csv", "next.csv", "--project", "none"))).toHaveLength(2);
    const both = await diff(FULL, "--margin", "1.05", "--json");
    const used = JSON.parse(both.stdout).notes.find(({ code }: { code: string }) => code === "project/used");
    expect(used.message).toContain("groups, modules, fail-on.");
  });

  it("gives way to flags", async () => {
    const { status, stdout } = await diff(FULL, "--margin", "1.05", "--fail-on", "total>+90%", "--json");
    expect(status).toBe(0);
    const { margin, gate } = JSON.parse(stdout);
    expect([margin, gate.rules.length]).toEqual([1.05, 1]);
  });

  it("is left alone with --project none, and named with --project FILE", async () => {
    expect((await diff(FULL, "--project", "none")).status).toBe(0);
    const named = join(root, "other.yaml");
    writeFileSync(named, "fail-on: total>+1%\n");
    expect((await diff(FULL, "--project", named)).status).toBe(1);
    const missing = await diff(FULL, "--project", join(root, "missing.yaml"));
    expect([missing.status, missing.stderr]).toEqual([2, expect.stringContaining("there is no such file")]);
  });

  it("may be JSON, but not both", async () => {
    const json = makeProject("json", { "zcprof.json": '{\n\t"margin": 1.2\n}\n' });
    expect(JSON.parse((await diff(json, "--json")).stdout).margin).toBe(1.2);
    const both = makeProject("both", { "zcprof.json": "{}", "zcprof.yaml": "" });
    const { status, stderr } = await diff(both);
    expect(status).toBe(2);
    expect(stderr).toContain("project/ambiguous");
  });

  it("names the noise of one profile a side, which replicates do not need", async () => {
    const cwd = makeProject("noise", { "zcprof.yaml": "noise: noise.json\n" });
    for (const [i, ticks] of [1000, 1100, 900, 1050].entries()) {
      writeFileSync(join(cwd, `same${i}.folded`), `main;copy_page_[k] ${ticks}\nmain;kfree_[k] 1000\n`);
    }
    const learned = await spawnZcprof(
      ["noise", "same*.folded", "-o", "../../noise.json", "--project", "none"],
      { cwd },
    );
    expect(learned.status).toBe(0);
    expect(JSON.parse((await diff(cwd, "--json")).stdout).basis).toBe("noise-file");
    const several = await spawnZcprof(["diff", "same*.folded", "same*.folded", "--json"], { cwd });
    expect(JSON.parse(several.stdout).basis).toBe("replicates");
  });

  it.each([
    ["an unknown key", "margin: 1.1\ngruops: x.json\n", "zcprof.yaml:2:1", 'unknown key "gruops"'],
    ["a list", "- margin: 1.1\n", "zcprof.yaml:1:1", "expected keys with their values, found a list"],
    ["a value of another kind", "margin: wide\n", "zcprof.yaml:1:1", "margin: expected a number"],
    ["a margin that is none", "margin: 0.9\n", "zcprof.yaml:1:1", "above 1"],
    [
      "an entry of a list",
      "modules:\n  vmlinux:\n    - a\n    - 3\n",
      "zcprof.yaml:4:7",
      "modules.vmlinux.1",
    ],
    ["what is no YAML", "margin: [1\n", "zcprof.yaml:", "error[project/malformed]"],
    ["a module with two names", "modules: {a: [x], b: [x]}\n", "zcprof.yaml", 'module "x" has two names'],
  ])("is refused at its place for %s", async (_, content, place, reason) => {
    const cwd = makeProject("wrong", { "zcprof.yaml": content });
    const { status, stdout, stderr } = await diff(cwd);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(place);
    expect(stderr).toContain(reason);
  });

  it.each([
    [
      "grouping rules",
      "margin: 1.1\ngroups: perf/rules.json\n",
      "2:1",
      "perf/rules.json: there is no such file",
    ],
    ["noise", "noise: calm.json\n", "1:1", "calm.json: there is no such file"],
    ["rules", "margin: 1.1\nfail-on:\n  - totl>1%\n", "2:1", 'fail-on: unknown target "totl"'],
    ["a group", "fail-on: group:copi>1%\n", "1:1", 'fail-on: there is no group "copi"'],
  ])("is where it is told that it names %s that are not there", async (_, content, place, reason) => {
    const cwd = makeProject("absent", { "zcprof.yaml": content });
    const { status, stdout, stderr } = await diff(cwd);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(new RegExp(`zcprof\\.yaml:${place}: error`));
    expect(stderr).toContain(reason);
    // A flag is the way around it, or no project at all.
    const flags = ["--groups", join(root, "full", "groups.json"), "--fail-on", "total>+90%"];
    if (!content.startsWith("noise")) expect((await diff(cwd, ...flags)).status).toBe(0);
    expect((await diff(cwd, "--project", "none")).status).toBe(0);
  });

  it("does not gate an explanation", async () => {
    const { status, stdout } = await diff(FULL, "--explain", "copy_page");
    expect(status).toBe(0);
    expect(stdout).toContain("ratio");
  });

  it("speaks of groups to whoever sorts symbols into them, and says so", async () => {
    for (const args of [
      ["show", "base.folded", "--by", "group"],
      ["groups"],
      ["share", "base.folded", "--group", "mine"],
    ]) {
      const { status, stdout, stderr } = await spawnZcprof(args, { cwd: FULL });
      expect([args, status]).toEqual([args, 0]);
      expect(stdout).toContain("mine");
      expect(stderr).toContain("project/used");
      const without = await spawnZcprof([...args, "--project", "none"], { cwd: FULL });
      expect(without.stdout).not.toBe(stdout);
      expect(without.stderr).not.toContain("project/used");
    }
  });

  it("is none in a folder that was removed, where profiles of other folders are read all the same", () => {
    const folder = mkdtempSync(join(tmpdir(), "zcprof-removed-"));
    const line = `cd ${folder} && rmdir ${folder} && exec ${process.execPath} ${ROOT}bin/run.js show example:mail#1 --top 1`;
    const { status, stdout, stderr } = spawnSync("sh", ["-c", line], { encoding: "utf8" });
    expect({ status, fault: stderr.includes("fault") }).toEqual({ status: 0, fault: false });
    expect(stdout).toContain("file_read_actor");
  });
});
