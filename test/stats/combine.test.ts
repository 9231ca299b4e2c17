import * as fc from "fast-check";
import { expect, it } from "vitest";
import { combineBySimes, groupGateP } from "../../src/stats/combine.ts";

it("Simes takes the smallest p_(i) m / i over the ordered p-values", () => {
  // 3 * .02 / 1 = .06, 3 * .03 / 2 = .045, 3 * .9 / 3 = .9
  expect(combineBySimes([0.9, 0.02, 0.03])).toBeCloseTo(0.045, 14);
  expect(combineBySimes([Number.NaN, 0.2])).toBe(0.2);
  expect(combineBySimes([])).toBeNaN();
});

it("Simes never exceeds the largest p-value, nor Bonferroni", () => {
  const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(pValues, (values) => {
      const simes = combineBySimes(values);
      expect(simes).toBeLessThanOrEqual(Math.max(...values));
      expect(simes).toBeLessThanOrEqual(Math.min(...values) * values.length);
    }),
  );
});

it("the gate of a group doubles the smaller of sum and Simes, and leaves a single one alone", () => {
  expect(groupGateP(0.4, [0.9, 0.02, 0.03])).toBeCloseTo(0.09, 14);
  expect(groupGateP(0.01, [0.9, 0.02, 0.03])).toBe(0.02);
  expect(groupGateP(0.9, [0.8])).toBe(1);
  expect(groupGateP(0.03, [])).toBe(0.03);
  expect(groupGateP(Number.NaN, [0.03])).toBe(0.03);
  expect(groupGateP(Number.NaN, [])).toBeNaN();
});
