import { mean, variance } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { drawRun, FAMILY, MEAN_TICKS, type SelftestTruth } from "../../src/analysis/selftest-run.ts";
import { createRandom } from "../../src/stats/random.ts";

const RUNS = 400;

function drawRuns(truth: SelftestTruth, dispersion: number, scaleOf = (_row: number) => 1) {
  const random = createRandom(2001);
  return Array.from({ length: RUNS }, () => drawRun(random, { truth, dispersion }, scaleOf));
}

/** Checks that counts have this mean and variance, within 5 standard errors. */
function expectMoments(counts: readonly number[], m: number, v: number): void {
  expect(Math.abs(mean([...counts]) - m)).toBeLessThan(5 * Math.sqrt(v / counts.length));
  expect(Math.abs(variance([...counts]) / v - 1)).toBeLessThan(5 * Math.sqrt(2 / counts.length));
}

describe("a run of the selftest", () => {
  it("of independent symbols has the dispersion that it shall have, below 1 too, and a change where it is planted", () => {
    for (const dispersion of [0.25, 1, 2, 10]) {
      const runs = drawRuns("independent", dispersion, (row) => (row === 9 ? 2 : 1));
      const others = runs.flatMap(({ point }) => [...point].filter((_, row) => row !== 9));
      expect(others.length).toBe(RUNS * (FAMILY - 1));
      expectMoments(others, MEAN_TICKS, dispersion * MEAN_TICKS);
      expectMoments(
        runs.map(({ point }) => point[9]),
        2 * MEAN_TICKS,
        2 * dispersion * MEAN_TICKS,
      );
      for (const { point, min, max } of runs) expect([min, max]).toEqual([point, point]);
    }
  });

  it("of slid ticks varies more in each symbol, and in the sum of two neighbours as counts do", () => {
    for (const dispersion of [2, 4]) {
      const runs = drawRuns("slid", dispersion, (row) => (row === 9 ? 2 : 1));
      const pairs = [0, 2, 4, 6, 10, 12, 14, 16, 18];
      for (const side of [0, 1])
        expectMoments(
          runs.flatMap(({ point }) => pairs.map((row) => point[row + side])),
          MEAN_TICKS,
          dispersion * MEAN_TICKS,
        );
      const sums = runs.flatMap(({ point }) => pairs.map((row) => point[row] + point[row + 1]));
      expectMoments(sums, 2 * MEAN_TICKS, 2 * MEAN_TICKS);
      expect(Math.abs(mean(runs.map(({ point }) => point[9])) - 2 * MEAN_TICKS)).toBeLessThan(
        5 * Math.sqrt((2 * dispersion * 2 * MEAN_TICKS) / RUNS),
      );
    }
  });

  it("that is cut lists the larger half, and bounds each of the others by the least that is listed", () => {
    const runs = drawRuns("cut", 1);
    for (const { point, min, max } of runs) {
      const shown = point.filter((count) => count > 0).sort();
      // More than half where others have as many ticks as the least of them.
      const least = shown.filter((count) => count === shown[0]).length;
      expect(shown.length >= FAMILY / 2 && shown.length - least < FAMILY / 2).toBe(true);
      expect(min).toEqual(point);
      expect(max).toEqual(point.map((count) => (count > 0 ? count : shown[0])));
    }
    // From 20 to 1 parts of 210, the whole family 20 times 150 ticks.
    for (const row of [0, 2]) {
      const ticks = ((FAMILY - row) * FAMILY * MEAN_TICKS) / 210;
      expectMoments(
        runs.map(({ point }) => point[row]),
        ticks,
        ticks,
      );
    }
  });

  it("that is cut hides no more than its total leaves", () => {
    // Row 10 has 1/20 of 10 parts of 210, the rows behind it have nothing: at most the ticks of row 10 are hidden.
    const runs = drawRuns("cut", 1, (row) => (row < 10 ? 1 : row === 10 ? 0.05 : 0));
    const hidden = runs.map(({ max }) => [...max.subarray(FAMILY / 2)]);
    for (const each of hidden) expect(new Set(each).size).toBe(1);
    const ticks = (10 * FAMILY * MEAN_TICKS * 0.05) / 210;
    expectMoments(
      hidden.map(([most]) => most),
      ticks,
      ticks,
    );
  });
});
