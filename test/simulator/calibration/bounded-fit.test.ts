import { describe, expect, it } from "vitest";
import { fitWithinBounds, predictRow } from "../../../src/simulator/calibration/bounded-fit.ts";
import { createRandom } from "../../../src/stats/random.ts";
import { drawPoisson } from "../../../src/stats/variates.ts";

const WIDE = { expected: 10, deviation: 1e6, low: 0, high: 1000 };
const NOW = [5, 5];
/** Three rows of two values, simulated at 5 and 5, that 20 and 30 give exactly. */
const ROWS = [
  [1, 2],
  [3, 1],
  [1, 1],
].map(([a, b]) => ({
  measured: 100 + 20 * a + 30 * b,
  simulated: 100 + 5 * a + 5 * b,
  variance: 4,
  slopes: [a, b],
}));

describe("fitWithinBounds", () => {
  it("finds the values that explain all rows, wherever they were simulated, with the errors of least squares", () => {
    const fit = fitWithinBounds(ROWS, [WIDE, WIDE], NOW);
    expect(fit.map(({ value }) => value)).toEqual([expect.closeTo(20, 5), expect.closeTo(30, 5)]);
    // J'J = [[11, 6], [6, 6]], its inverse [[6, -6], [-6, 11]] / 30; times a variance of 4.
    expect(fit[0].error).toBeCloseTo(Math.sqrt((4 * 6) / 30), 6);
    expect(fit[1].error).toBeCloseTo(Math.sqrt((4 * 11) / 30), 6);
  });

  it("scatters by its errors over sampled rows", () => {
    const random = createRandom(3);
    const values = Array.from({ length: 2000 }, () => {
      const sampled = ROWS.map((row) => ({
        ...row,
        measured: drawPoisson(random, row.measured),
        variance: row.measured,
      }));
      return fitWithinBounds(sampled, [WIDE, WIDE], NOW)[0];
    });
    const mean = values.reduce((sum, { value }) => sum + value, 0) / values.length;
    const scatter = Math.sqrt(
      values.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (values.length - 1),
    );
    expect(scatter / values[0].error).toBeGreaterThan(0.93);
    expect(scatter / values[0].error).toBeLessThan(1.07);
  });

  it("stops at a bound, and gives the other value the best that is left", () => {
    const [first, second] = fitWithinBounds(ROWS, [{ ...WIDE, high: 14 }, WIDE], NOW);
    expect(first).toEqual({ value: 14, error: 0, isAtBound: true });
    // With the first 6 short, the rows lack 6, 18 and 6 times it: the second makes up (2 * 6 + 18 + 6) / 6.
    expect(second.value).toBeCloseTo(36, 6);
  });

  it("keeps to its prior as far as the rows leave it open", () => {
    const [value] = fitWithinBounds(
      [{ measured: 8, simulated: 0, variance: 1, slopes: [1] }],
      [{ expected: 10, deviation: 1, low: 0, high: 20 }],
      [0],
    );
    expect(value.value).toBeCloseTo(9, 9);
    expect(value.error).toBeCloseTo(Math.SQRT1_2, 9);
  });
});

describe("predictRow", () => {
  it("goes from where a row was simulated", () => {
    expect(predictRow(ROWS[0], NOW, [20, 30])).toBe(ROWS[0].measured);
    expect(predictRow(ROWS[0], NOW, NOW)).toBe(ROWS[0].simulated);
  });
});
