import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "@oclif/core";
import { describe, expect, it } from "vitest";
import { ROOT, spawnZcprof } from "../spawn-zcprof.ts";

const manifest: { commands: Record<string, Command.Loadable> } = JSON.parse(
  readFileSync(join(ROOT, "oclif.manifest.json"), "utf8"),
);

describe("the bash script", () => {
  it("knows every command, every flag and every value that a flag may have", async () => {
    const { stdout, status } = await spawnZcprof(["completion", "bash"]);
    expect(status).toBe(0);
    const script = join(mkdtempSync(join(tmpdir(), "zcprof-bash-")), "completion");
    const lines = [
      'ask() { words=""; "$@" && echo $words || echo none; }',
      "COMP_LINE='zcprof ' COMP_POINT=7",
      "_zcprof",
    ];
    const expected: string[][] = [];
    lines.push('echo "${COMPREPLY[@]}"');
    expected.push(Object.keys(manifest.commands).filter((id) => !id.includes(":")));
    for (const [id, { flags }] of Object.entries(manifest.commands)) {
      if (id === "readprofile") continue;
      const command = id.replace(":", " ");
      lines.push(`ask _zcprof_flags '${command}'`);
      expected.push([...Object.keys(flags).map((name) => `--${name}`), "--help"]);
      for (const flag of Object.values(flags)) {
        if (flag.type === "option" && flag.options === undefined) continue;
        lines.push(`ask _zcprof_values '${command}' '--${flag.name}'`);
        expected.push(flag.type === "boolean" ? ["none"] : [...(flag.options ?? [])]);
      }
    }
    writeFileSync(script, `${stdout}\n${lines.join("\n")}\n`);
    const printed = execFileSync("bash", ["--noprofile", "--norc", script], { encoding: "utf8" }).trim();
    expect(printed.split("\n").map((line) => line.split(" ").sort())).toEqual(
      expected.map((words) => words.sort()),
    );
    expect(expected.length).toBeGreaterThan(100);
  });

  it("is refused for a shell that there is none for", async () => {
    const { status, stderr } = await spawnZcprof(["completion", "csh"]);
    expect(status).toBe(2);
    expect(stderr).toContain("bash, zsh, fish");
  });
});
