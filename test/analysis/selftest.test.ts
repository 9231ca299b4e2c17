import { describe, expect, it } from "vitest";
import { runSelftest } from "../../src/analysis/selftest.ts";

const SHORT = { seed: 7, trials: 120 };

describe("the selftest", () => {
  const cells = runSelftest(SHORT);

  it("covers the truth in 93 to 97 % of the intervals where that is claimed, slid ticks included", () => {
    const claimed = cells.filter(({ claim }) => claim === "claimed");
    expect(claimed.map(({ truth, runs, dispersion }) => [truth, runs, dispersion])).toEqual(
      expect.arrayContaining([
        ["independent", 1, 1],
        ["independent", 5, 2],
        ["independent", 5, 10],
        ["slid", 5, 4],
      ]),
    );
    for (const { coverage, intervals } of claimed) {
      expect(intervals).toBe(20 * SHORT.trials);
      expect(Math.abs(coverage - 0.95)).toBeLessThan(0.02);
    }
  });

  it("never covers less for what a cut listing hides", () => {
    const [cut] = cells.filter(({ truth }) => truth === "cut");
    expect(cut.coverage).toBeGreaterThan(0.93);
    expect(cut.falseAlarms).toBeLessThan(0.09);
  });

  it("raises few false alarms with five runs a side", () => {
    const five = cells.filter(({ runs, dispersion }) => runs === 5 && dispersion >= 2);
    expect(five.length).toBeGreaterThan(0);
    for (const { falseAlarms } of five) expect(falseAlarms).toBeLessThanOrEqual(0.07);
  });

  it("shows why one pair is not enough where runs vary", () => {
    const [noisy] = cells.filter(({ runs, dispersion }) => runs === 1 && dispersion === 4);
    expect(noisy.coverage).toBeLessThan(0.9);
    expect(noisy.falseAlarms).toBeGreaterThan(0.3);
  });
});
