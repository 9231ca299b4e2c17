import { describe, expect, it } from "vitest";
import type { Interval } from "../../src/stats/interval.ts";
import { goodmanIntervals, wilsonInterval } from "../../src/stats/proportion.ts";
import { sisonGlazIntervals } from "../../src/stats/sison-glaz.ts";

/** multinomial_proportions_confint of statsmodels 0.15.0, level 0.95; the second row of counts is Sison and Glaz's own. */
const STATSMODELS = [
  {
    counts: [35, 74, 22, 69],
    goodman: [
      [0.1180188110630904, 0.2516431122552366],
      [0.28986971850190796, 0.4579950508254229],
      [0.06611447279517642, 0.177479835186816],
      [0.26687842982820675, 0.4324987951389954],
    ],
    sisonGlaz: [
      [0.105, 0.2513437216822136],
      [0.3, 0.4463437216822136],
      [0.04, 0.1863437216822136],
      [0.275, 0.4213437216822136],
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
    sisonGlaz: [
      [0.07922912205567452, 0.16435573404025774],
      [0.11349036402569593, 0.19861697601027917],
      [0.11563169164882225, 0.2007583036334055],
      [0.08565310492505353, 0.17077971690963678],
      [0.09207708779443255, 0.1772036997790158],
      [0.145610278372591, 0.23073689035717423],
      [0.08351177730192719, 0.1686383892864303],
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
    expect(() => wilsonInterval(-1, 10)).toThrow(RangeError);
    expect(() => wilsonInterval(11, 10)).toThrow(RangeError);
    expect(() => wilsonInterval(0, 0)).toThrow(RangeError);
  });

  it("by Goodman and by Sison and Glaz agree with statsmodels", () => {
    for (const { counts, goodman, sisonGlaz } of STATSMODELS) {
      expectIntervals(goodmanIntervals(counts), goodman);
      expectIntervals(sisonGlazIntervals(counts), sisonGlaz);
    }
  });

  it("by Sison and Glaz take empty cells and a million counts, and refuse parts of a count", () => {
    const [first, , , empty] = sisonGlazIntervals([1e6, 2e6, 5e5, 0]);
    expect(first.low).toBeLessThan(1 / 3.5);
    expect(first.high).toBeGreaterThan(1 / 3.5);
    expect(first.high - first.low).toBeLessThan(0.003);
    expect(empty.low).toBe(0);
    expect(() => sisonGlazIntervals([1.5, 2])).toThrow(RangeError);
    expect(() => sisonGlazIntervals([0, 0])).toThrow(RangeError);
  });
});
