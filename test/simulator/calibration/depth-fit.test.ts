import { describe, expect, it } from "vitest";
import { chiSquareOf, fitDepth } from "../../../src/simulator/calibration/depth-fit.ts";

/** Two rows that rise with the depth by a tick a segment: the first agrees at 16, the second at 20. */
const TRIALS = [12, 14, 16, 18, 20, 24].map((segments) => ({
  segments,
  rows: [
    { figure: "first", measured: 116, simulated: 100 + segments, variance: 4 },
    { figure: "second", measured: 220, simulated: 200 + segments, variance: 4 },
  ],
}));

describe("fitDepth", () => {
  it("takes the depth in between, with the depths whose chi-square is within 1 of its", () => {
    // Chi-square: 16: 4, 18: 2, 20: 4; 17 to 19 would be within 1, of which only 18 was tried.
    expect(TRIALS.map((trial) => chiSquareOf(trial))).toEqual([20, 10, 4, 2, 4, 20]);
    expect(fitDepth(TRIALS)).toMatchObject({ segments: 18, interval: { least: 18, largest: 18 } });
    const wide = TRIALS.map((trial) => ({
      ...trial,
      rows: trial.rows.map((row) => ({ ...row, variance: 16 })),
    }));
    expect(fitDepth(wide).interval).toEqual({ least: 16, largest: 20 });
  });

  it("takes the depth of the other row where one is left out", () => {
    expect(fitDepth(TRIALS, "first").segments).toBe(20);
    expect(fitDepth(TRIALS, "second").segments).toBe(16);
  });
});
