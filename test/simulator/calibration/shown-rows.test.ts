import { describe, expect, it } from "vitest";
import { fitShownRows, leaveEachOut } from "../../../src/simulator/calibration/shown-rows.ts";
import { createRandom } from "../../../src/stats/random.ts";
import { drawPoisson } from "../../../src/stats/variates.ts";

/** A function of 700 warm cycles, called 8000 times a second in one listing and 4000 in the other, with some misses. */
const TRUE_CYCLES = 700;
const LISTINGS = [
  { figure: "first", calls: 8000 / 50_000, others: 20 },
  { figure: "second", calls: 4000 / 50_000, others: 10 },
];

describe("fitShownRows", () => {
  it("recovers known cycles from sampled listings, with an error that is their scatter", () => {
    const random = createRandom(1);
    const fits = Array.from({ length: 4000 }, () =>
      fitShownRows(
        LISTINGS.map((row) => ({ ...row, ticks: drawPoisson(random, row.others + row.calls * TRUE_CYCLES) })),
      ),
    );
    const mean = fits.reduce((sum, { cycles }) => sum + cycles, 0) / fits.length;
    const scatter = Math.sqrt(
      fits.reduce((sum, { cycles }) => sum + (cycles - mean) ** 2, 0) / (fits.length - 1),
    );
    // By hand: weight = 0.16^2 / 132 + 0.08^2 / 66, so one deviation is 58.6. Weights of sampled ticks pull by 6 at most.
    expect(Math.abs(mean - TRUE_CYCLES)).toBeLessThan(10);
    expect(scatter).toBeGreaterThan(58.6 * 0.94);
    expect(scatter).toBeLessThan(58.6 * 1.06);
    const exact = LISTINGS.map((row) => ({ ...row, ticks: row.others + row.calls * TRUE_CYCLES }));
    expect(fitShownRows(exact).error).toBeCloseTo(58.6, 1);
  });

  it("never goes below no cycles at all", () => {
    expect(fitShownRows([{ figure: "", ticks: 5, calls: 1, others: 9 }]).cycles).toBe(0);
  });
});

describe("leaveEachOut", () => {
  it("predicts each row by the other, and says that a single row has no other", () => {
    // 80 = 20 + 0.1 c gives c = 600; 50 = 10 + 0.1 c gives c = 400.
    const rows = [
      { figure: "a", ticks: 80, calls: 0.1, others: 20 },
      { figure: "b", ticks: 50, calls: 0.1, others: 10 },
    ];
    expect(leaveEachOut(rows).map(({ withoutIt }) => withoutIt)).toEqual([
      expect.closeTo(20 + 40, 9),
      expect.closeTo(10 + 60, 9),
    ]);
    expect(leaveEachOut(rows.slice(1))).toEqual([
      { figure: "b", measured: 50, fitted: expect.closeTo(50, 9), withoutIt: null },
    ]);
  });
});
