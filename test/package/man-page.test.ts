import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "@oclif/core";
import { describe, expect, it } from "vitest";
import { ROOT } from "../cli/spawn-zcprof.ts";

const page = join(ROOT, "man/zcprof.1");
const full = process.env["ZCPROF_FULL"] === "1";
const has = (program: string): boolean =>
  full || spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

const manifest: { commands: Record<string, Command.Loadable> } = JSON.parse(
  readFileSync(join(ROOT, "oclif.manifest.json"), "utf8"),
);

describe("the manual page", () => {
  it("has every command with its summary, and every flag", () => {
    const text = readFileSync(page, "utf8")
      .replaceAll("\\-", "-")
      .replaceAll("\\(aq", "'")
      .replaceAll("\n", " ");
    for (const [id, { flags, summary }] of Object.entries(manifest.commands)) {
      expect(text).toContain(`.SS zcprof ${id.replace(":", " ")}`);
      expect(text).toContain(summary);
      for (const { name } of Object.values(flags)) expect(text).toContain(`\\fB--${name}\\fR`);
    }
  });

  it.skipIf(!has("mandoc"))("is faultless to mandoc", () => {
    const { stdout, stderr, status } = spawnSync("mandoc", ["-Tlint", page], { encoding: "utf8" });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  it.skipIf(!has("man"))("is rendered by man without warnings, at 80 columns and at 60", () => {
    for (const columns of ["80", "60"]) {
      const env = { ...process.env, MANWIDTH: columns, LC_ALL: "C.UTF-8" };
      const { stdout, stderr, status } = spawnSync("man", ["--warnings", "-l", page], {
        env,
        encoding: "utf8",
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(stdout).toContain("zcprof sweep merge FILE...");
      expect(stdout).toContain("--fail-on RULES");
    }
  });
});
