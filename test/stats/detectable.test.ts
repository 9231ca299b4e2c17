import { describe, expect, it } from "vitest";
import { ticksAgainstZero } from "../../src/stats/against-zero.ts";
import { detectableEffect } from "../../src/stats/detectable.ts";
import { ticksToShowNoChange } from "../../src/stats/no-change.ts";
import { compareCounts } from "../../src/stats/ratio.ts";

describe("the minimum detectable effect", () => {
  it("is that of the published table, up and down, at 80 % power", () => {
    const table = [
      [10, "2.81", null],
      [20, "2.14", "0.24"],
      [50, "1.65", "0.50"],
      [100, "1.44", "0.64"],
      [200, "1.30", "0.74"],
      [500, "1.19", "0.83"],
      [1000, "1.13", "0.88"],
      [2874, "1.08", "0.93"],
      [10000, "1.04", "0.96"],
    ] as const;
    for (const [base, up, down] of table) {
      const effect = detectableEffect(base);
      expect(effect.up.toFixed(2)).toBe(up);
      expect(effect.down?.toFixed(2) ?? null).toBe(down);
    }
    expect(detectableEffect(2874).up.toFixed(3)).toBe("1.075");
  });

  it("satisfies its own definition: ln R is 2.80159 standard errors from 0", () => {
    for (const base of [40, 137, 5000]) {
      const { up, down } = detectableEffect(base, 1.5);
      for (const ratio of [up, down ?? Number.NaN])
        expect(Math.abs(Math.log(ratio)) / Math.sqrt((1.5 / base) * (1 + 1 / ratio))).toBeCloseTo(
          2.801585,
          5,
        );
    }
  });

  it("at dispersion phi is that of base / phi", () => {
    expect(detectableEffect(300, 3)).toEqual(detectableEffect(100));
  });

  it("is larger for a stricter level: 3.41745 standard errors at 99 %", () => {
    // z_.995 + z_.80 = 2.575829 + .841621
    const { up, down } = detectableEffect(400, 1, 0.99);
    for (const ratio of [up, down ?? Number.NaN])
      expect(Math.abs(Math.log(ratio)) / Math.sqrt((1 + 1 / ratio) / 400)).toBeCloseTo(3.41745, 5);
  });

  it("refuses a base or a dispersion of nothing", () => {
    expect(() => detectableEffect(0)).toThrow(RangeError);
    expect(() => detectableEffect(10, 0)).toThrow(RangeError);
  });
});

describe("ticks needed", () => {
  it("to show no change within 5, 10 and 20 % are about 7,200, 1,886 and 516 a side", () => {
    expect([1.05, 1.1, 1.2].map((margin) => ticksToShowNoChange(margin))).toEqual([7196, 1886, 516]);
    expect(ticksToShowNoChange(1.1, 2)).toBe(3772 - 1); // 2 * 1885.6, rounded up once
    expect(() => ticksToShowNoChange(1)).toThrow(RangeError);
    expect(() => ticksToShowNoChange(1.1, 0)).toThrow(RangeError);
  });

  it("against zero are 6, 8, 11 exact and 5, 7, 10 by mid-p for .05, .01, .001", () => {
    expect([0.05, 0.01, 0.001].map((alpha) => ticksAgainstZero(alpha, "exact"))).toEqual([6, 8, 11]);
    expect([0.05, 0.01, 0.001].map((alpha) => ticksAgainstZero(alpha, "midp"))).toEqual([5, 7, 10]);
  });

  it("against zero reach a significance that is exactly theirs, and have none outside of 0 to 1", () => {
    // 2 * 2^-5 = 1/16 of two sides, 2^-4 of mid-p
    expect([ticksAgainstZero(1 / 16, "exact"), ticksAgainstZero(1 / 16, "midp")]).toEqual([5, 4]);
    for (const alpha of [0, 1, Number.NaN])
      expect(() => ticksAgainstZero(alpha, "exact")).toThrow(/alpha must lie between 0 and 1/);
  });

  it("against zero are the first count that the comparison itself finds", () => {
    for (const method of ["exact", "midp"] as const)
      for (const alpha of [0.05, 0.01, 0.001]) {
        const next = ticksAgainstZero(alpha, method);
        expect(compareCounts({ base: 0, next }, { method }).p).toBeLessThanOrEqual(alpha);
        expect(compareCounts({ base: 0, next: next - 1 }, { method }).p).toBeGreaterThan(alpha);
      }
  });
});
