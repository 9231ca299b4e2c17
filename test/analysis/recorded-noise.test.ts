import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type CompareOptions, compareProfiles } from "../../src/analysis/compare.ts";
import type { DiffResult } from "../../src/analysis/diff-result.ts";
import { KERNEL_GROUPS } from "../../src/analysis/kernel-groups.ts";
import { measureNoise } from "../../src/analysis/measure-noise.ts";
import type { Profile } from "../../src/model/profile.ts";
import { createRandom } from "../../src/stats/random.ts";
import { listingProfile } from "./mail-listings.ts";

// scripts/recorded-noise.mjs is the same over all recorded sets.
function readRuns(name: string): Profile[] {
  const text = readFileSync(new URL(`../../fixtures/recorded-runs/${name}.tsv`, import.meta.url), "utf8");
  const [head, ...rows] = text.trimEnd().split("\n");
  const columns = rows.map((row) => row.split("\t"));
  return head
    .split("\t")
    .slice(1)
    .map((_, run) =>
      listingProfile({
        rows: columns.flatMap(([symbol, ...ticks]) =>
          ticks[run] === "0" ? [] : [[symbol, Number(ticks[run])] as const],
        ),
        coverage: { kind: "complete" },
      }),
    );
}

const hasFinding = ({ symbols, groups }: DiffResult): boolean =>
  [symbols, groups].some((table) => table.q.some((q) => q <= 0.05));

/** Share of all pairs of runs with any finding. */
function findInPairs(runs: readonly Profile[], optionsOf: (a: number, b: number) => CompareOptions): number {
  const found: boolean[] = [];
  for (let a = 0; a < runs.length; a++)
    for (let b = a + 1; b < runs.length; b++)
      found.push(hasFinding(compareProfiles([runs[a]], [runs[b]], optionsOf(a, b))));
  return found.filter(Boolean).length / found.length;
}

function findInHalves(runs: readonly Profile[]): number {
  const random = createRandom(1);
  const trials = 60;
  let found = 0;
  for (let trial = 0; trial < trials; trial++) {
    const order = runs
      .map((run) => ({ run, key: random.nextUniform() }))
      .sort((a, b) => a.key - b.key)
      .map(({ run }) => run);
    if (hasFinding(compareProfiles(order.slice(0, 5), order.slice(5, 10)))) found++;
  }
  return found / trials;
}

describe.each(["deb_lo", "icount_lo"])("identical recorded runs, %s", (name) => {
  const runs = readRuns(name);

  it("differ in more than one pair in eight by sampling noise alone", () => {
    expect(findInPairs(runs, () => ({}))).toBeGreaterThan(0.125);
  });

  it("differ in at most one pair in ten with a noise file of the other runs", () => {
    const share = findInPairs(runs, (a, b) => ({
      noise: measureNoise(
        runs.filter((_, i) => i !== a && i !== b),
        KERNEL_GROUPS,
      ),
    }));
    expect(share).toBeLessThanOrEqual(0.1);
  });

  it("differ in at most 7 % of random halves of five a side", () => {
    expect(findInHalves(runs)).toBeLessThanOrEqual(0.07);
  });
});
