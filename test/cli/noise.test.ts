import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { spawnZcprof } from "./spawn-zcprof.ts";

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

describe("noise", () => {
  it("writes a file that diff --noise takes", async () => {
    for (const [i, first] of [100, 120, 80, 110].entries()) writeRun(`run${i}.txt`, first, 50);
    const file = join(folder, "noise.json");
    const made = await spawnZcprof(["noise", join(folder, "run*.txt"), "-o", file]);
    expect([made.status, made.stdout]).toEqual([0, ""]);
    expect(JSON.parse(readFileSync(file, "utf8")).schema).toBe("zcprof.noise/1");
    const diff = await spawnZcprof([
      "diff",
      join(folder, "run1.txt"),
      join(folder, "run2.txt"),
      "--noise",
      file,
      "--json",
    ]);
    expect(diff.status).toBe(0);
    expect(JSON.parse(diff.stdout).basis).toBe("noise-file");
  });

  it("refuses fewer than three runs", async () => {
    const { status, stderr } = await spawnZcprof(["noise", writeRun("run0.txt", 100, 50)]);
    expect(status).toBe(2);
    expect(stderr).toContain("noise/too-few-runs");
  });
});
