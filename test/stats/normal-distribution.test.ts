import { describe, expect, it } from "vitest";
import {
  logNormalUpperTail,
  normalUpperQuantile,
  normalUpperQuantileOfLog,
  normalUpperTail,
} from "../../src/stats/normal-distribution.ts";

/** [z, ln P(Z > z)] in 50-digit arithmetic (mpmath 1.3.0, erfc). */
const TAILS: readonly (readonly [number, number])[] = [
  [0, -Math.LN2],
  [0.5, -1.1759117615936185],
  [1, -1.8410216450092636],
  [1.959963984540054, -3.688879454113936],
  [3, -6.607726221510349],
  [6, -20.736768949974707],
  [8.3, -37.49421742374825],
  [12, -75.4106730015688],
  [38, -726.5572160188201],
  [70, -2455.167637752868],
  [-1, -0.17275377902344988],
  [-3, -0.0013508099647481938],
];

/** [p, z with P(Z > z) = p], the same source. */
const QUANTILES: readonly (readonly [number, number])[] = [
  [0.025, 1.9599639845400543],
  [0.005, 2.575829303548901],
  [1e-10, 6.361340902404057],
  [1e-300, 37.0470962993612],
  [0.3, 0.5244005127080408],
  [0.8, -0.8416212335729142],
];

describe("the normal distribution", () => {
  it("has tails right to 1e-13 where 1 - cdf has long been 0", () => {
    for (const [z, expected] of TAILS) {
      expect(Math.abs(logNormalUpperTail(z) / expected - 1)).toBeLessThan(1e-13);
      expect(normalUpperTail(z)).toBeCloseTo(Math.exp(expected), 13);
    }
  });

  it("has quantiles right to 1e-14", () => {
    for (const [p, expected] of QUANTILES)
      expect(Math.abs(normalUpperQuantile(p) / expected - 1)).toBeLessThan(1e-14);
  });

  it("inverts its log tail where the tail itself underflows", () => {
    for (const [z, logTail] of TAILS) expect(normalUpperQuantileOfLog(logTail)).toBeCloseTo(z, 11);
  });

  it("answers the ends with infinities and nonsense with NaN", () => {
    expect(normalUpperQuantile(0)).toBe(Number.POSITIVE_INFINITY);
    expect(normalUpperQuantile(1)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalUpperQuantile(0.5)).toBe(0);
    expect(normalUpperQuantileOfLog(0.1)).toBeNaN();
    expect(normalUpperQuantileOfLog(Number.NaN)).toBeNaN();
    // P is 1, and its logarithm no nonsense yet.
    expect(normalUpperQuantileOfLog(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalUpperTail(Number.POSITIVE_INFINITY)).toBe(0);
    expect(normalUpperTail(Number.NEGATIVE_INFINITY)).toBe(1);
  });
});
