import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT, spawnZcprof } from "../cli/spawn-zcprof.ts";
import { readFixture } from "../parsers/fixture-source.ts";

const MAP = "fixtures/symbol-map/System.map-6.1-tiny.gz";

describe("zcprof readprofile, the command", () => {
  let folder: string;
  let profile: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "zcprof-"));
    profile = join(folder, "p6.profile");
    writeFileSync(profile, readFixture("raw-profile/p6.profile.gz"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("prints the whole listing through a packed map to a reader that pauses", async () => {
    const { status, stdout, stderr } = await spawnZcprof(["readprofile", "-a", "-m", MAP, "-p", profile], {
      readerPauseMs: 500,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toBe(readFixture("raw-profile/p6.rp-a.txt.gz").toString());
  });

  test("takes getopt's forms, of which oclif knows none, and leaves standard input alone", async () => {
    const options = ["operand", "-vsm", MAP, `--prof=${profile}`];
    const { status, stdout } = await spawnZcprof(["readprofile", ...options], {
      input: ["not an argument\n"],
    });
    expect(status).toBe(0);
    expect(stdout).toBe(readFixture("raw-profile/p6.rp-v-s.txt.gz").toString());
  });

  test.each([
    [["-x"], "readprofile: invalid option -- 'x'\nTry 'readprofile --help' for more information.\n"],
    [["-p", "/dev/null"], "readprofile: /dev/null: input file is empty\n"],
    [["-p", "nowhere"], "readprofile: nowhere: No such file or directory\n"],
  ])("ends with readprofile's status and message on %j", async (options, stderr) => {
    expect(await spawnZcprof(["readprofile", ...options])).toEqual({ status: 1, stdout: "", stderr });
  });

  test("refuses a pipe as readprofile does, which seeks", () => {
    const line = `cat ${profile} | "${process.execPath}" bin/run.js readprofile -p /dev/stdin`;
    const { status, stderr } = spawnSync("bash", ["-c", line], { cwd: ROOT, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 1, stderr: "readprofile: /dev/stdin: Illegal seek\n" });
  });

  test("ends quietly when its reader has seen enough", () => {
    const line = `"${process.execPath}" bin/run.js readprofile -a -m ${MAP} -p ${profile} | head -1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", line], { cwd: ROOT, encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout.trimEnd().split("\n").at(-1)).toBe("0");
  });
});
