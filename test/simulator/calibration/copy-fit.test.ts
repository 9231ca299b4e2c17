import { describe, expect, it } from "vitest";
import { COPY_COSTS, expectedCosts } from "../../../src/simulator/calibration/copy-costs.ts";
import { type CopyTrial, fitCopies, leaveCopiesOut } from "../../../src/simulator/calibration/copy-fit.ts";

/** What a cycle more of each cost adds to each figure, as roughly in the mail's variants. */
const SLOPES: Readonly<Record<string, readonly number[]>> = {
  "no-sg/file_read_actor": [7, 0, 0, 0, 0],
  "no-sg/csum_partial_copy_generic": [0, 7, 0, 5, 0],
  "sg-csum/file_read_actor": [7, 0, 0, 1, 0],
  "sg-csum/csum_partial_copy_generic": [0, 7, 5, 3, 0],
  "built-in/csum_partial_copy_generic": [0, 6, 5, 2, 0],
  "built-in/__strncpy_from_user": [1, 0, 0, 1, 1],
  "sg-page-choose - sg-page-csum": [3, -3, 0, 0, 1],
};
const TRUE_COSTS = [12, 18, 8, 10, 70];

function at(slopes: readonly number[], values: readonly number[]): number {
  return slopes.reduce((sum, slope, i) => sum + slope * values[i], 100);
}

/** A trial that the true costs explain at K = 14 alone: elsewhere one row of a listing is off by a tick a segment. */
function trialAt(segments: number): CopyTrial {
  const costs = expectedCosts();
  const now = COPY_COSTS.map((cost) => costs[cost]);
  return {
    segments,
    costs,
    rows: Object.entries(SLOPES).map(([figure, slopes]) => ({
      figure,
      measured: at(slopes, TRUE_COSTS),
      simulated: at(slopes, now) + (figure === "sg-csum/file_read_actor" ? segments - 14 : 0),
      variance: 0.001,
      slopes,
    })),
  };
}

describe("fitCopies", () => {
  it("finds the depth and the costs that explain all figures", () => {
    const fit = fitCopies([12, 14, 16].map((segments) => trialAt(segments)));
    expect(fit).toMatchObject({ segments: 14, interval: { least: 14, largest: 14 } });
    expect(fit.costs.map(({ value }) => Math.round(value * 10) / 10)).toEqual(TRUE_COSTS);
  });

  it("lets the figures besides the four copy rows decide costs, and no depth", () => {
    // The pair fits at 16 alone, and 14 is taken all the same, as the rows fit best there.
    const trials = [12, 14, 16].map((segments) => ({
      ...trialAt(segments),
      rows: trialAt(segments).rows.map((row) => {
        const isPair = row.figure.startsWith("sg-page");
        return isPair ? { ...row, variance: 1, simulated: row.simulated + 50 * (16 - segments) } : row;
      }),
    }));
    expect(fitCopies(trials).segments).toBe(14);
  });
});

describe("leaveCopiesOut", () => {
  it("predicts a figure by the others where they are enough, and says what it was fitted to", () => {
    for (const { figure, measured, fitted, withoutIt } of leaveCopiesOut([trialAt(14)])) {
      expect(fitted, figure).toBeCloseTo(measured, 1);
      if (!/__strncpy|sg-page/.test(figure))
        expect(Math.abs((withoutIt ?? 0) - measured), figure).toBeLessThan(1);
    }
  });

  it("is off by what a wrong figure is, where the others contradict it", () => {
    const trial = trialAt(14);
    const rows = trial.rows.map((row) =>
      row.figure === "sg-csum/file_read_actor" ? { ...row, measured: row.measured + 9 } : row,
    );
    const left = leaveCopiesOut([{ ...trial, rows }]).find(
      ({ figure }) => figure === "sg-csum/file_read_actor",
    );
    expect((left?.measured ?? 0) - (left?.withoutIt ?? 0)).toBeCloseTo(9, 0);
  });
});
