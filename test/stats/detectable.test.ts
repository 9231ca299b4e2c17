import { describe, expect, it } from "vitest";
import { detectableEffect } from "../../src/stats/detectable.ts";
import { isInsideMargin } from "../../src/stats/equivalence.ts";
import { createRandom } from "../../src/stats/random.ts";
import { compareCounts } from "../../src/stats/ratio.ts";
import { drawPoisson } from "../../src/stats/variates.ts";

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

  it("has no fall to be found up to 16.26 ticks, and a fall to .12 of 16.3", () => {
    // The hump of l^2 - c (1 + e^l) just reaches 0 where l - 2 = 2 e^-l, l = 2.21772, c = 2 l e^-l = .48286: 7.84888 / c ticks
    for (const base of [11, 12, 14, 16, 16.25]) expect(detectableEffect(base).down).toBeNull();
    const down = detectableEffect(16.3).down ?? Number.NaN;
    expect(-Math.log(down) / Math.sqrt((1 + 1 / down) / 16.3)).toBeCloseTo(2.801585, 5);
    expect(down).toBeGreaterThan(Math.exp(-2.21772));
  });

  it("refuses a base or a dispersion of nothing", () => {
    expect(() => detectableEffect(0)).toThrow("base and dispersion must be positive, got 0, 1");
    expect(() => detectableEffect(10, 0)).toThrow("base and dispersion must be positive, got 10, 0");
  });
});

describe("ticks needed", () => {
  it("to show no change within 5 % with 80 % power are about 7,200 a side", () => {
    // 2 (z_.95 + z_.90)^2 / (ln 1.05)^2 = 2 (1.644854 + 1.281552)^2 / .0488^2 = 7195.1 (Schuirmann 1987)
    const random = createRandom(11);
    let shown = 0;
    const trials = 1000;
    for (let i = 0; i < trials; i++) {
      const [base, next] = [drawPoisson(random, 7196), drawPoisson(random, 7196)];
      if (isInsideMargin(compareCounts({ base, next }, { level: 0.9 }).interval, 1.05)) shown++;
    }
    // Three standard errors of a share of .8 of 1000 are .038.
    expect(Math.abs(shown / trials - 0.8)).toBeLessThan(0.038);
  });

  it("against zero are 6, 8, 11 exact and 5, 7, 10 by mid-p for .05, .01, .001", () => {
    // All n ticks on one side have probability 2^-n, doubled for two sides and halved again by mid-p.
    for (const [method, alpha, least] of [
      ["exact", 0.05, 6],
      ["exact", 0.01, 8],
      ["exact", 0.001, 11],
      ["midp", 0.05, 5],
      ["midp", 0.01, 7],
      ["midp", 0.001, 10],
    ] as const) {
      expect(compareCounts({ base: 0, next: least }, { method }).p).toBeLessThanOrEqual(alpha);
      expect(compareCounts({ base: 0, next: least - 1 }, { method }).p).toBeGreaterThan(alpha);
    }
  });
});
