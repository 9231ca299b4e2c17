import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactExp, exactLog } from "../../src/stats/exact-math.ts";

/** Three units in the last place: ours and the engine's may each be off by one and a half. */
const CLOSE = 6.7e-16;

describe("exp and log from exactly rounded operations", () => {
  it("agree with the engine's to the last bits over the whole range", () => {
    fc.assert(
      fc.property(fc.double({ min: -708, max: 709, noNaN: true }), (x) => {
        expect(Math.abs(exactExp(x) / Math.exp(x) - 1)).toBeLessThan(CLOSE);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true }), (x) => {
        expect(Math.abs(exactLog(x) - Math.log(x))).toBeLessThanOrEqual(CLOSE * Math.abs(Math.log(x)));
      }),
      { numRuns: 2000 },
    );
    for (let x = 0.5; x < 2; x += 0.00037)
      expect(Math.abs(exactLog(x) - Math.log(x))).toBeLessThanOrEqual(CLOSE * Math.abs(Math.log(x)));
  });

  it("have the ends and fixed points of exp and log", () => {
    expect([exactExp(0), exactExp(-800), exactExp(800), exactExp(Number.NaN)]).toEqual([
      1,
      0,
      Number.POSITIVE_INFINITY,
      Number.NaN,
    ]);
    expect([exactLog(1), exactLog(0), exactLog(Number.POSITIVE_INFINITY), exactLog(-1)]).toEqual([
      0,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NaN,
    ]);
    // Far out, where the bits of an exponent would wrap round.
    for (const x of [1e6, Number.POSITIVE_INFINITY]) {
      expect(exactExp(x)).toBe(Number.POSITIVE_INFINITY);
      expect(exactExp(-x)).toBe(0);
    }
    expect(exactExp(-745)).toBe(5e-324);
    expect(exactLog(5e-324)).toBeCloseTo(-744.4400719213812, 12);
  });
});
