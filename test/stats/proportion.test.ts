import { describe, expect, it } from "vitest";
import type { Interval } from "../../src/stats/interval.ts";
import { goodmanIntervals, wilsonInterval } from "../../src/stats/proportion.ts";

/** multinomial_proportions_confint of statsmodels 0.15.0, level 0.95; the second row of counts is Sison and Glaz's own (JASA 1995). */
const STATSMODELS = [
  {
    counts: [35, 74, 22, 69],
    goodman: [
      [0.1180188110630904, 0.2516431122552366],
      [0.28986971850190796, 0.4579950508254229],
      [0.06611447279517642, 0.177479835186816],
      [0.26687842982820675, 0.4324987951389954],
    ],
  },
  {
    counts: [56, 72, 73, 59, 62, 87, 58],
    goodman: [
      [0.08516723913874684, 0.16626140813046547],
      [0.11453291890488311, 0.20437258269499173],
      [0.11639528922374762, 0.20672751577179363],
      [0.09060567089116035, 0.17347488656505122],
      [0.09607738004815454, 0.18065508759505622],
      [0.14274910916305497, 0.239415943371816],
      [0.0887890581298042, 0.17107419593074094],
    ],
  },
] as const;

function expectIntervals(actual: readonly Interval[], expected: readonly (readonly number[])[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach(({ low, high }, i) => {
    expect(low).toBeCloseTo(expected[i][0], 10);
    expect(high).toBeCloseTo(expected[i][1], 10);
  });
}

function percent({ low, high }: Interval): string {
  return `${(100 * low).toFixed(1)}-${(100 * high).toFixed(1)}`;
}

describe("intervals of shares", () => {
  it("by Wilson give the driver share of the 2001 mail: 611 and 761 of 3852", () => {
    expect(percent(wilsonInterval(611, 3852))).toBe("14.7-17.0");
    expect(percent(wilsonInterval(761, 3852))).toBe("18.5-21.0");
  });

  it("by Wilson end exactly at 0 and 1", () => {
    // z^2 / (n + z^2) with z^2 = 3.841459, n = 10
    expect(wilsonInterval(0, 10).low).toBe(0);
    expect(wilsonInterval(0, 10).high).toBeCloseTo(3.841459 / 13.841459, 6);
    expect(wilsonInterval(10, 10).high).toBe(1);
    // The sums of the upper end differ in their last bit for some totals.
    for (let n = 1; n < 300; n++) expect(wilsonInterval(n, n).high).toBe(1);
    expect(() => wilsonInterval(-1, 10)).toThrow("-1 of 10 is not a share");
    expect(() => wilsonInterval(11, 10)).toThrow("11 of 10 is not a share");
    expect(() => wilsonInterval(0, 0)).toThrow("0 of 0 is not a share");
  });

  it("by Goodman agree with statsmodels", () => {
    for (const { counts, goodman } of STATSMODELS) {
      expectIntervals(goodmanIntervals(counts), goodman);
    }
  });
});
