import { describe, expect, it } from "vitest";
import { logBetaTails } from "../../src/stats/beta-distribution.ts";

/** [a, b, x, ln I_x(a, b)] in 50-digit arithmetic (mpmath 1.3.0: the hypergeometric series DLMF 8.17.8). */
const FIFTY_DIGITS: readonly (readonly [number, number, number, number])[] = [
  [2874, 3223, 0.45, -7.8162415689420115],
  [0.5, 0.5, 0.25, -1.0986122886681098],
  [3, 13, 0.01, -7.785299684544242],
  [5.5, 2.25, 0.3, -4.749423452563251],
  [10, 987, 0.002, -10.038080615500116],
  [500000, 500000, 0.4975, -15.065153991711705],
  [5000000, 5000000, 0.4995, -7.152762078278532],
  [5000000, 5000000, 0.49, -2005.4663198209535],
  [100000, 9900000, 0.0097, -49.55947069328213],
  [9900000, 100000, 0.9897, -47.75930832183657],
  [40, 10000000, 2e-6, -9.841352491014877],
];

describe("the tails of the beta distribution", () => {
  it("agree with 50-digit arithmetic to 1e-12 of the tail up to ten million counts", () => {
    for (const [a, b, x, expected] of FIFTY_DIGITS) {
      // An error of the log is the relative error of the tail; 1e-15 of a log of 2005 is 2e-12 of its tail.
      expect(Math.abs(logBetaTails(a, b, x).lower - expected)).toBeLessThan(
        1e-12 + 4e-16 * Math.abs(expected),
      );
    }
  });

  it("are the same function seen from either end", () => {
    for (const [a, b, x] of FIFTY_DIGITS) {
      const mirrored = logBetaTails(b, a, 1 - x, x);
      expect(mirrored.upper).toBeCloseTo(logBetaTails(a, b, x).lower, 9);
    }
  });

  it("are certain outside (0, 1), and a shape that is not positive is refused", () => {
    expect(logBetaTails(2, 3, 0)).toEqual({ lower: Number.NEGATIVE_INFINITY, upper: 0 });
    expect(logBetaTails(2, 3, 1)).toEqual({ lower: 0, upper: Number.NEGATIVE_INFINITY });
    expect(() => logBetaTails(0, 3, 0.5)).toThrow("beta shapes must be positive, got 0 and 3");
    expect(() => logBetaTails(3, 0, 0.5)).toThrow("beta shapes must be positive, got 3 and 0");
  });
});
