import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateDispersion } from "../../src/stats/dispersion.ts";
import { fitDispersionPrior, squeezeDispersion } from "../../src/stats/moderation.ts";
import { compareReplicates } from "../../src/stats/quasi-poisson.ts";
import { createRandom } from "../../src/stats/random.ts";
import { drawOverdispersed } from "../../src/stats/variates.ts";
import { DEB_LO } from "./recorded-runs.ts";

const side = (counts: readonly number[], exposure = 1) => ({ counts, exposures: counts.map(() => exposure) });

describe("the comparison of replicated runs", () => {
  it("turns round when the sides change places, and ends where p is 1 - level, also beyond e times the ratio", () => {
    const dispersion = { phi: 5, df: 4 };
    const few = { counts: [3, 2], exposures: [1, 1] };
    const more = { counts: [4, 5], exposures: [1, 1] };
    const { t, interval, ratio } = compareReplicates(few, more, dispersion);
    expect(ratio).toBeCloseTo(9 / 5, 12);
    expect(t).toBeGreaterThan(0);
    const back = compareReplicates(more, few, dispersion);
    expect(back.t).toBeCloseTo(-t, 12);
    expect(back.interval.high * interval.low).toBeCloseTo(1, 9);
    expect(interval.high).toBeGreaterThan(Math.E * ratio);
    for (const end of [interval.low, interval.high]) {
      const scaled = { counts: more.counts, exposures: [end, end] };
      expect(compareReplicates(few, scaled, dispersion).p).toBeCloseTo(0.05, 9);
    }
  });

  it("has deviance, p and interval of the quasi-Poisson model fitted by another program (scipy 1.17: f, brentq)", () => {
    const base = side(DEB_LO.copyUser.slice(0, 5));
    const next = side(DEB_LO.copyUser.slice(5));
    const { phi, df } = estimateDispersion(base, next);
    expect(phi).toBeCloseTo(6.768349312873696, 12);
    const { ratio, deviance, p, t, interval } = compareReplicates(base, next, { phi, df });
    expect(ratio).toBeCloseTo(2196 / 2251, 14);
    expect(deviance).toBeCloseTo(0.6802512085460606, 10);
    expect(p).toBeCloseTo(0.7593401168352666, 10);
    expect(t).toBeCloseTo(-Math.sqrt(0.6802512085460606 / 6.768349312873696), 10);
    expect(interval.low).toBeCloseTo(0.81475595275291, 10);
    expect(interval.high).toBeCloseTo(1.1679604052823203, 10);
  });

  it("never lets p and interval contradict each other, also with a side of zeros", () => {
    const counts = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 3, maxLength: 5 });
    fc.assert(
      fc.property(
        counts,
        counts,
        fc.constantFrom(1, 3.5),
        fc.constantFrom(0.8, 0.95),
        (x, y, exposure, level) => {
          const { p, interval, ratio } = compareReplicates(
            side(x),
            side(y, exposure),
            { phi: 1.7, df: 9 },
            level,
          );
          if (Math.abs(p - (1 - level)) > 1e-9)
            expect(interval.low > 1 || interval.high < 1).toBe(p < 1 - level);
          if (ratio > 0 && ratio < Number.POSITIVE_INFINITY) {
            expect(interval.low).toBeLessThan(ratio);
            expect(interval.high).toBeGreaterThan(ratio);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it("divides by exposures: as many ticks in twice the bytes are half the rate", () => {
    const { ratio, deviance, t } = compareReplicates(side([10, 10]), side([8, 12], 2), { phi: 4, df: 2 });
    expect(ratio).toBe(0.5);
    // 2 (20 ln(20 / (80/3)) + 20 ln(20 / (40/3))) = 40 ln(9/8)
    expect(deviance).toBeCloseTo(40 * Math.log(9 / 8), 12);
    expect(t).toBeCloseTo(-Math.sqrt(10 * Math.log(9 / 8)), 12);
    expect(compareReplicates(side([0, 0]), side([0, 0], 2), { phi: 1, df: 2 })).toEqual({
      ratio: Number.NaN,
      interval: { low: 0, high: Number.POSITIVE_INFINITY, level: 0.95 },
      p: 1,
      deviance: 0,
      t: 0,
    });
  });

  it("bounds a symbol that appeared from below only, and knows nothing from zeros", () => {
    const appeared = compareReplicates(side([0, 0, 0]), side([9, 12, 10]), { phi: 1, df: 4 });
    expect(appeared.ratio).toBe(Number.POSITIVE_INFINITY);
    expect(appeared.interval.high).toBe(Number.POSITIVE_INFINITY);
    expect(appeared.interval.low).toBeGreaterThan(1);
    const gone = compareReplicates(side([9, 12, 10]), side([0, 0, 0]), { phi: 1, df: 4 });
    expect(gone.interval.low).toBe(0);
    expect(gone.interval.high * appeared.interval.low).toBeCloseTo(1, 9);
    expect(compareReplicates(side([0, 0, 0]), side([0, 0, 0]), { phi: 1, df: 4 }).p).toBe(1);
  });

  it("covers the truth 93 to 97 % of the time at dispersions 2 to 10, five runs a side, squeezed in a family of 20", () => {
    const random = createRandom(20010211);
    const runs = 5;
    const df = 2 * runs - 2;
    for (const dispersion of [2, 5, 10]) {
      let covered = 0;
      let intervals = 0;
      for (let family = 0; family < 75; family++) {
        const draw = (mean: number) =>
          side(Array.from({ length: runs }, () => drawOverdispersed(random, mean, dispersion)));
        const pairs = Array.from({ length: 20 }, () => ({ base: draw(60), next: draw(90) }));
        const dispersions = pairs.map(({ base, next }) => estimateDispersion(base, next).phi);
        const prior = fitDispersionPrior(dispersions, df);
        pairs.forEach(({ base, next }, i) => {
          const { interval } = compareReplicates(base, next, squeezeDispersion(dispersions[i], df, prior));
          intervals++;
          if (interval.low <= 1.5 && 1.5 <= interval.high) covered++;
        });
      }
      expect(covered / intervals).toBeGreaterThan(0.93);
      expect(covered / intervals).toBeLessThan(0.97);
    }
  });
});
