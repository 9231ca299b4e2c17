import { describe, expect, it } from "vitest";
import { comparePairs } from "../../src/stats/paired.ts";

const equal = [1, 1, 1];

describe("pairs of runs", () => {
  it("are compared by t on their log ratios", () => {
    // Logs of (y + .5) / (x + .5) are ln 2, ln 4, ln 8: mean 2 ln 2, sd ln 2, error ln 2 / sqrt 3, t = 2 sqrt 3
    const { t, p, interval } = comparePairs(
      { counts: [999.5, 999.5, 999.5], exposures: equal },
      { counts: [1999.5, 3999.5, 7999.5], exposures: equal },
    );
    expect(t).toBeCloseTo(2 * Math.sqrt(3), 9);
    // R: 2 * pt(-3.464102, 2)
    expect(p).toBeCloseTo(0.0741799, 6);
    expect(Math.sqrt(interval.low * interval.high)).toBeCloseTo(4, 9);
  });

  it("never vary less than their counts must", () => {
    const { t } = comparePairs(
      { counts: [99.5, 99.5, 99.5], exposures: equal },
      { counts: [199.5, 199.5, 199.5], exposures: equal },
    );
    expect(t).toBeCloseTo(Math.LN2 / Math.sqrt((1 / 100 + 1 / 200) / 3), 9);
  });

  it("divide by exposures, and are three at least", () => {
    const side = { counts: [100, 200, 300], exposures: [1, 2, 3] };
    expect(comparePairs(side, { counts: [200, 400, 600], exposures: [2, 4, 6] }).ratio).toBe(1);
    expect(() =>
      comparePairs({ counts: [1, 2], exposures: [1, 1] }, { counts: [1, 2], exposures: [1, 1] }),
    ).toThrow(RangeError);
  });
});
