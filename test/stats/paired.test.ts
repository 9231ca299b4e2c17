import { describe, expect, it } from "vitest";
import { comparePairs } from "../../src/stats/paired.ts";

const equal = [1, 1, 1];

describe("pairs of runs", () => {
  it("are compared by t on their log ratios", () => {
    // Logs of (y + .5) / (x + .5) are ln 2, ln 4, ln 8: mean 2 ln 2, sd ln 2, error ln 2 / sqrt 3, t = 2 sqrt 3
    const { t, p, ratio, interval } = comparePairs(
      { counts: [999.5, 999.5, 999.5], exposures: equal },
      { counts: [1999.5, 3999.5, 7999.5], exposures: equal },
    );
    expect(t).toBeCloseTo(2 * Math.sqrt(3), 9);
    // R: 2 * pt(-3.464102, 2)
    expect(p).toBeCloseTo(0.0741799, 6);
    expect(Math.sqrt(interval.low * interval.high)).toBeCloseTo(4, 9);
    // With two degrees of freedom t is (2 q - 1) / sqrt(2 q (1 - q)) in closed form, 4.302653 at q = .975.
    const reach = ((0.95 / Math.sqrt(2 * 0.975 * 0.025)) * Math.LN2) / Math.sqrt(3);
    expect(Math.log(interval.high) - Math.log(interval.low)).toBeCloseTo(2 * reach, 9);
    expect(ratio).toBeCloseTo((1999.5 + 3999.5 + 7999.5) / (3 * 999.5), 12);
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
    // (199.5 + .5) / 2 and (99.5 + .5) / 1 are one rate, on either side.
    const single = { counts: [99.5, 99.5, 99.5], exposures: [1, 1, 1] };
    const double = { counts: [199.5, 199.5, 199.5], exposures: [2, 2, 2] };
    expect(comparePairs(single, double).t).toBeCloseTo(0, 12);
    expect(comparePairs(double, single).t).toBeCloseTo(0, 12);
    expect(() => comparePairs(side, { counts: [1, 2], exposures: [1, 1] })).toThrow(
      "3 and 2 runs are no three pairs",
    );
    expect(() =>
      comparePairs({ counts: [1, 2], exposures: [1, 1] }, { counts: [1, 2], exposures: [1, 1] }),
    ).toThrow(RangeError);
  });
});
