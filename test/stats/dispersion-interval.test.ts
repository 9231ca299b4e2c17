import { qchisq } from "lib-r-math.js";
import { describe, expect, it } from "vitest";
import { dispersionInterval } from "../../src/stats/dispersion-interval.ts";

describe("the interval of a dispersion", () => {
  it("is df phi over R's quantiles of chi-square", () => {
    for (const df of [2, 3, 4, 9, 11, 30, 100]) {
      for (const level of [0.5, 0.9, 0.95, 0.99]) {
        const { low, high } = dispersionInterval(2.5, df, level);
        expect(low / ((df * 2.5) / qchisq((1 + level) / 2, df))).toBeCloseTo(1, 7);
        expect(high / ((df * 2.5) / qchisq((1 - level) / 2, df))).toBeCloseTo(1, 7);
      }
    }
  });
});
