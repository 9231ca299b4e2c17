import { describe, expect, it } from "vitest";
import { runSelftest } from "../../src/analysis/selftest.ts";

const SHORT = { seed: 7, trials: 200 };

describe("the selftest", () => {
  const cells = runSelftest(SHORT);

  it("repeats itself for a seed", () => {
    expect(runSelftest({ seed: 7, trials: 20 })).toEqual(runSelftest({ seed: 7, trials: 20 }));
  });

  it("covers the truth in 95 % of the intervals where that is claimed", () => {
    const claimed = cells.filter(({ claim }) => claim === "claimed");
    expect(claimed.map(({ runs, dispersion }) => [runs, dispersion])).toEqual(
      expect.arrayContaining([
        [5, 2],
        [5, 10],
      ]),
    );
    // 93 to 97 % is the claim; 200 trials of 20 symbols leave less than a point of chance.
    for (const { coverage } of claimed) expect(Math.abs(coverage - 0.95)).toBeLessThan(0.03);
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
