import { describe, expect, it } from "vitest";
import { fUpperTail } from "../../src/stats/f-distribution.ts";
import { tTwoSidedP, tUpperQuantile } from "../../src/stats/t-distribution.ts";

describe("Student's t", () => {
  it("has quantiles right to 1e-12, also for fractional degrees of freedom and far out", () => {
    // [p, df, t] in 50-digit arithmetic (mpmath 1.3.0, betainc)
    for (const [p, df, t] of [
      [0.025, 9, 2.2621571627982053],
      [0.025, 1, 12.706204736174705],
      [0.005, 4, 4.604094871349993],
      [1e-8, 6.5, 32.32566857858122],
      [0.4, 30, 0.2556053649519128],
      [0.05, 2, 2.9199855803537256],
      [0.975, 9, -2.2621571627982053],
    ]) {
      expect(Math.abs(tUpperQuantile(p, df) / t - 1)).toBeLessThan(1e-12);
      expect(Math.abs(tTwoSidedP(t, df) / (2 * Math.min(p, 1 - p)) - 1)).toBeLessThan(1e-11);
    }
    expect(tUpperQuantile(0.5, 3)).toBe(0);
    // In closed form: (1 - 2p) / sqrt(2p (1 - p)) for two degrees of freedom, 1 / tan(pi p) for one
    expect(tUpperQuantile(1e-200, 2) * Math.sqrt(2e-200)).toBeCloseTo(1, 12);
    expect(tUpperQuantile(1e-100, 1) * Math.PI * 1e-100).toBeCloseTo(1, 12);
    expect(tUpperQuantile(0, 3)).toBeNaN();
    for (const df of [0, -1]) expect(tUpperQuantile(0.1, df)).toBeNaN();
  });

  it("is the normal at infinite degrees of freedom and the Cauchy at one", () => {
    expect(tUpperQuantile(0.025, Number.POSITIVE_INFINITY)).toBeCloseTo(1.9599639845400543, 14);
    expect(tTwoSidedP(1.9599639845400543, Number.POSITIVE_INFINITY)).toBeCloseTo(0.05, 14);
    expect(tTwoSidedP(1, 1)).toBeCloseTo(0.5, 14);
    expect(tTwoSidedP(0, 7)).toBe(1);
  });
});

describe("the F distribution", () => {
  it("has upper tails right to 1e-12, far out too", () => {
    // [f, df1, df2, P(F > f)], the same source
    for (const [f, df1, df2, p] of [
      [3, 1, 10, 0.11393741215192041],
      [50, 1, 8, 0.00010495362247997345],
      [4.5, 1, 21.7, 0.04556330711341779],
      [0.2, 1, 4, 0.6778688286992494],
      [2.5, 3, 12, 0.10915471239500628],
      [1000, 1, 12, 6.302822899488562e-13],
    ])
      expect(Math.abs(fUpperTail(f, df1, df2) / p - 1)).toBeLessThan(1e-12);
    expect(fUpperTail(0, 1, 4)).toBe(1);
  });
});
