import { describe, expect, it } from "vitest";
import { fitDispersionPrior, squeezeDispersion } from "../../src/stats/moderation.ts";
import { createRandom } from "../../src/stats/random.ts";
import { drawGamma } from "../../src/stats/variates.ts";

describe("the prior of dispersions", () => {
  it("is that of Smyth's moment equations solved by another program (scipy 1.17: polygamma, brentq)", () => {
    const prior = fitDispersionPrior([1, 2, 3, 4, 0.5, 0.1, 8, 20, Number.NaN], 8);
    expect(prior.phi).toBeCloseTo(1.00706203387349, 12);
    expect(prior.df).toBeCloseTo(1.5301944113862422, 11);
  });

  it("takes a dispersion of 0 for a hundred-thousandth of the median, as limma does", () => {
    const prior = fitDispersionPrior([0, 1, 2, 3], 8);
    expect(prior.phi).toBeCloseTo(0.0014924522612483116, 12);
    expect(prior.df).toBeCloseTo(0.3488656255313447, 11);
  });

  it("is worth infinitely much where symbols differ less than chance makes them", () => {
    const prior = fitDispersionPrior([1, 1.2, 0.9, 1.1, 1.05], 4);
    expect(prior.df).toBe(Number.POSITIVE_INFINITY);
    expect(prior.phi).toBeCloseTo(1.05, 14);
  });

  it("is found again in dispersions drawn from it", () => {
    const random = createRandom(11);
    // phi0 = 3, d0 = 10, 8 residual df: phi = phi0 * (chi2_8 / 8) / (chi2_10 / 10)
    const drawn = Array.from(
      { length: 20000 },
      () => (3 * (drawGamma(random, 4) / 4)) / (drawGamma(random, 5) / 5),
    );
    const prior = fitDispersionPrior(drawn, 8);
    expect(prior.phi).toBeGreaterThan(2.9);
    expect(prior.phi).toBeLessThan(3.1);
    expect(prior.df).toBeGreaterThan(9);
    expect(prior.df).toBeLessThan(11);
  });

  it("is 0, and certain of it, where no symbol varies at all", () => {
    expect(fitDispersionPrior([0, 0, 0], 8)).toEqual({ phi: 0, df: Number.POSITIVE_INFINITY });
  });

  it("says nothing with fewer than two symbols", () => {
    expect(fitDispersionPrior([Number.NaN, 5], 8)).toEqual({ phi: 1, df: 0 });
    expect(squeezeDispersion(5, 8, { phi: 1, df: 0 })).toEqual({ phi: 5, df: 8 });
  });
});

describe("the squeezed dispersion", () => {
  it("is the mean of both weighted by degrees of freedom", () => {
    expect(squeezeDispersion(6, 8, { phi: 2, df: 4 })).toEqual({ phi: (8 * 6 + 4 * 2) / 12, df: 12 });
  });

  it("counts the prior for no more than the runs themselves: a noisy symbol among calm ones stays noisy", () => {
    expect(squeezeDispersion(9, 8, { phi: 1, df: Number.POSITIVE_INFINITY })).toEqual({ phi: 5, df: 16 });
  });

  it("is never below sampling noise", () => {
    expect(squeezeDispersion(0.1, 8, { phi: 0.2, df: 3 })).toEqual({ phi: 1, df: 11 });
  });
});
