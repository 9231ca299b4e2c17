import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apportion } from "../../src/stats/largest-remainder.ts";

describe("parts by largest remainder", () => {
  it("are those of the textbook example of Hamilton's method", () => {
    // Quotas 4.7, 1.6, 1.58, 1.2, 0.61, 0.31 of ten seats.
    expect(apportion([47000, 16000, 15800, 12000, 6100, 3100], 10)).toEqual([5, 2, 1, 1, 1, 0]);
  });

  it("add up to the total, and each is its exact part rounded up or down", () => {
    const weights = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 0, max: 2 ** 50 }), (values, total) => {
        const whole = values.reduce((sum, value) => sum + value, 0);
        fc.pre(whole > 0);
        const parts = apportion(values, total);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
        parts.forEach((part, i) => {
          expect(Number.isInteger(part)).toBe(true);
          expect(Math.abs(part - (values[i] / whole) * total)).toBeLessThan(1 + 1e-13 * total);
        });
      }),
    );
  });

  it("favour the earlier among equals", () => {
    expect(apportion([1, 1, 1], 4)).toEqual([2, 1, 1]);
  });

  it("refuse weights and totals that cannot be divided", () => {
    expect(apportion([], 0)).toEqual([]);
    expect(apportion([0, 0], 0)).toEqual([0, 0]);
    expect(() => apportion([0, 0], 3)).toThrow("no weight to divide 3 by");
    expect(() => apportion([1, -1], 3)).toThrow("weights must be finite and at least 0");
    expect(() => apportion([1, Number.NaN], 3)).toThrow("weights must be finite and at least 0");
    expect(() => apportion([1, Number.POSITIVE_INFINITY], 3)).toThrow(
      "weights must be finite and at least 0",
    );
    expect(() => apportion([], 3)).toThrow("no weight to divide 3 by");
    expect(() => apportion([1], 2.5)).toThrow("total must be a whole number up to 2^50, got 2.5");
    expect(() => apportion([1], -1)).toThrow("total must be a whole number up to 2^50, got -1");
    expect(apportion([1], 2 ** 50)).toEqual([2 ** 50]);
    expect(() => apportion([1], 2 ** 50 + 1)).toThrow(RangeError);
  });
});
