import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { ROOT } from "../cli/spawn-zcprof.ts";

/** Seconds of damage in every test run; `npm run fuzz` goes on for longer. */
const SECONDS = 6;

it("every reader gives a profile or a located error for damaged inputs, soon and in bounded memory", () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["scripts/fuzz.mjs", "--seconds", String(SECONDS), "--seed", "1"],
    // What the test runner says of colours makes Node complain on standard error.
    { cwd: ROOT, encoding: "utf8", env: { PATH: process.env["PATH"] } },
  );
  expect([status, stderr]).toEqual([0, ""]);
  const cases = Number(/(\d+) cases/.exec(stdout)?.[1]);
  expect(cases).toBeGreaterThan(100);
});
