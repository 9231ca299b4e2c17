import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustPValues } from "../../src/stats/correction.ts";

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
