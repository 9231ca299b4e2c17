import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import type { SelftestCell } from "../../src/analysis/selftest.ts";
import Selftest from "../../src/commands/selftest.ts";
import { ROOT } from "../cli/spawn-zcprof.ts";

// A test whose intervals hold the truth too rarely; no seed makes the shipped ones do so.
const NARROW: SelftestCell = {
  method: "too narrow",
  truth: "independent",
  runs: 5,
  dispersion: 2,
  meanTicks: 150,
  trials: 1000,
  falseAlarms: 0.05,
  coverage: 0.8,
  intervals: 1000,
  power: [],
  claim: "claimed",
};

vi.mock("../../src/analysis/selftest.ts", () => ({ runSelftest: () => [NARROW], countTrials: () => 1 }));

afterEach(() => {
  process.exitCode = undefined;
});

it.each([
  [["--check"], 1],
  [[], undefined],
])("selftest %j ends with %s where a figure left its band", async (flags, status) => {
  const path = join(mkdtempSync(join(tmpdir(), "zcprof-selftest-")), "table.txt");
  await Selftest.run([...flags, "-o", path], ROOT);
  expect(process.exitCode).toBe(status);
  const table = readFileSync(path, "utf8");
  expect(table).toContain("1 figure left its band");
  expect(table).toContain("left at 5 a side, free, dispersion 2");
});
