import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AdjustedFamily, adjustPValues } from "../../src/stats/correction.ts";

/** The 15 ordered p-values of Benjamini and Hochberg 1995, section 3.2; at 5 % they reject 4 (BH) and 3 (Bonferroni, Holm). */
const BH_1995 = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
  0.759, 1,
];
const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 });

/** The step-up rule as the paper states it: reject the k smallest, k the largest with p_(k) <= k q / m. */
function rejectedByStepUp(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  let rejected = 0;
  sorted.forEach((p, index) => {
    if (p <= ((index + 1) * q) / values.length) rejected = index + 1;
  });
  return rejected;
}

describe("adjusted p-values", () => {
  it("reject what the published example rejects", () => {
    expect(adjustPValues(BH_1995, "bh").filter((q) => q <= 0.05)).toHaveLength(4);
    expect(adjustPValues(BH_1995, "holm").filter((q) => q <= 0.05)).toHaveLength(3);
    // 0.0095 * 15 / 4
    expect(adjustPValues(BH_1995, "bh")[3]).toBeCloseTo(0.035625, 12);
    // 0.0019 * 15 * (1 + 1/2 + ... + 1/15) / 3 = 0.0315228..
    expect(adjustPValues(BH_1995, "by")[2]).toBeCloseTo((0.0019 * 15 * 3.3182289932289932) / 3, 12);
  });

  it("by Benjamini-Hochberg are at most q exactly where the step-up rule rejects", () => {
    fc.assert(
      fc.property(pValues, fc.double({ min: 0.01, max: 0.3, noNaN: true }), (values, q) => {
        expect(adjustPValues(values, "bh").filter((value) => value <= q * (1 + 1e-14))).toHaveLength(
          rejectedByStepUp(values, q * (1 + 1e-14)),
        );
      }),
    );
  });

  it("never exceed 1, and equal p-values keep equal ones", () => {
    // m = 5; Holm: 5 * .01, 4 * .02, 3 * .03, 2 * .5 = 1, and 1 * .9 rises to it.
    const values = [0.9, 0.01, 0.5, 0.03, 0.02];
    const holm = adjustPValues(values, "holm");
    [1, 0.05, 1, 0.09, 0.08].forEach((expected, i) => expect(holm[i]).toBeCloseTo(expected, 14));
    expect(adjustPValues([0.6, 0.7], "holm")).toEqual(Float64Array.of(1, 1));
    // 1 + 1/2 + ... + 1/5 = 137 / 60; the three small ones share .03 * 5 / 3 times that, the two large ones exceed 1.
    const by = adjustPValues(values, "by");
    const least = (0.03 * 5 * 137) / 60 / 3;
    [1, least, 1, least, least].forEach((expected, i) => expect(by[i]).toBeCloseTo(expected, 14));
    for (const correction of ["bh", "holm"] as const) {
      const tied = adjustPValues([0.04, 0.01, 0.04, 0.04], correction);
      expect([tied[0], tied[2]]).toEqual([tied[3], tied[3]]);
    }
    // .04 is the second to the fourth of four: 4 * .04 / 4, and 3 * .04 by Holm
    expect(adjustPValues([0.04, 0.01, 0.04, 0.04], "bh")[0]).toBeCloseTo(0.04, 14);
    expect(adjustPValues([0.04, 0.01, 0.04, 0.04], "holm")[0]).toBeCloseTo(0.12, 14);
  });

  it("take a p-value of -0 for 0", () => {
    // 0, 0.02 * 3 / 2, 0.5
    expect([...adjustPValues([-0, 0.02, 0.5], "bh")]).toEqual([0, 0.03, 0.5]);
  });

  it("tell the largest p-value that is found", () => {
    const family = new AdjustedFamily([...BH_1995, Number.NaN].reverse(), "bh");
    expect(family.size).toBe(15);
    // The paper rejects the four smallest at 5 %.
    expect(family.largestFound((q) => q <= 0.05)).toBe(0.0095);
    expect(family.largestFound((q) => q <= 1e-6)).toBe(-1);
    expect(family.largestFound((q) => q <= 1)).toBe(1);
    expect(new AdjustedFamily([Number.NaN], "bh").largestFound(() => true)).toBe(-1);
    expect(family.at(Number.NaN)).toBeNaN();
  });

  it("leave the untested out of the family and in their place", () => {
    const corrections = ["bh", "by", "holm", "none"] as const;
    for (const correction of corrections) {
      const tested = adjustPValues([0.01, 0.04, 0.03], correction);
      const mixed = adjustPValues([Number.NaN, 0.01, 0.04, Number.NaN, 0.03], correction);
      expect(mixed).toEqual(Float64Array.of(Number.NaN, tested[0], tested[1], Number.NaN, tested[2]));
    }
    expect(adjustPValues([0.01, 0.04, 0.03], "bh")).toEqual(Float64Array.of(0.03, 0.04, 0.04));
    expect(adjustPValues([0.01, 0.04, 0.03], "holm")).toEqual(Float64Array.of(0.03, 0.06, 0.06));
    expect(adjustPValues([0.01, 0.04, 0.03], "none")).toEqual(Float64Array.of(0.01, 0.04, 0.03));
    expect(adjustPValues([], "bh")).toEqual(Float64Array.of());
  });
});
