import { ppois } from "lib-r-math.js";
import { mean, variance } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/stats/random.ts";
import {
  drawBinomial,
  drawGamma,
  drawInteger,
  drawNormal,
  drawOverdispersed,
  drawPoisson,
} from "../../src/stats/variates.ts";

const N = 20_000;

function draw(count: number, one: () => number): number[] {
  return Array.from({ length: count }, one);
}

/** Checks mean and variance of N draws within 5 standard errors, `excess` the excess kurtosis of the distribution. */
function expectMoments(draws: readonly number[], m: number, v: number, excess: number): void {
  expect(Math.abs(mean([...draws]) - m)).toBeLessThan(5 * Math.sqrt(v / draws.length));
  expect(Math.abs(variance([...draws]) / v - 1)).toBeLessThan(5 * Math.sqrt((2 + excess) / draws.length));
}

describe("variates", () => {
  it("have the bits that an independent program in Python, with its own exp and log, draws from the same seed", () => {
    const random = createRandom(20010211);
    expect(draw(2, () => random.nextUniform())).toEqual([0.1844708188545343, 0.4130680320461132]);
    expect(draw(3, () => drawNormal(random))).toEqual([
      1.4582925553534902, -0.7911410542285456, 0.9148521992816105,
    ]);
    expect([0.3, 2.5, 100].map((shape) => drawGamma(random, shape))).toEqual([
      0.06214086856496117, 1.5456097436578233, 90.54507516013051,
    ]);
    expect(draw(5, () => drawPoisson(random, 1000))).toEqual([1032, 1014, 997, 990, 1034]);
    expect(draw(3, () => drawBinomial(random, 1000, 0.3))).toEqual([291, 297, 295]);
    expect(draw(5, () => drawOverdispersed(random, 150, 4))).toEqual([126, 119, 162, 136, 149]);
  });

  it("have the means and variances of their distributions", () => {
    const random = createRandom(1);
    expectMoments(
      draw(N, () => drawNormal(random)),
      0,
      1,
      0,
    );
    expectMoments(
      draw(N, () => drawGamma(random, 0.3)),
      0.3,
      0.3,
      6 / 0.3,
    );
    expectMoments(
      draw(N, () => drawGamma(random, 40)),
      40,
      40,
      6 / 40,
    );
    expectMoments(
      draw(N, () => drawPoisson(random, 3.5)),
      3.5,
      3.5,
      1 / 3.5,
    );
    expectMoments(
      draw(N, () => drawPoisson(random, 2874)),
      2874,
      2874,
      1 / 2874,
    );
    expectMoments(
      draw(N, () => drawBinomial(random, 1000, 0.3)),
      300,
      210,
      0,
    );
    expectMoments(
      draw(N, () => drawOverdispersed(random, 50, 4)),
      50,
      200,
      1,
    );
  });

  it("of Poisson follow its distribution function, on both sides of the change of method", () => {
    const random = createRandom(2);
    for (const rate of [4, 11.9, 12.1, 60]) {
      const draws = draw(N, () => drawPoisson(random, rate));
      for (const k of [rate / 2, rate, 1.5 * rate].map(Math.floor)) {
        const share = draws.filter((value) => value <= k).length / N;
        const expected = ppois(k, rate);
        expect(Math.abs(share - expected)).toBeLessThan(4.5 * Math.sqrt((expected * (1 - expected)) / N));
      }
    }
  });

  it("of whole numbers are equally likely", () => {
    const random = createRandom(4);
    const seen = [0, 0, 0, 0, 0, 0, 0];
    for (let i = 0; i < 7 * N; i++) seen[drawInteger(random, 7)]++;
    for (const times of seen) expect(Math.abs(times - N)).toBeLessThan(5 * Math.sqrt(N));
    // A plain remainder would send two of the four quarters of 2^32 to the first third.
    const low = draw(N, () => drawInteger(random, 3 * 2 ** 30)).filter((value) => value < 2 ** 30).length;
    expect(Math.abs(low / N - 1 / 3)).toBeLessThan(0.02);
    expect(drawInteger(random, 1)).toBe(0);
  });

  it("are certain at their ends, and refused outside", () => {
    const random = createRandom(5);
    expect(drawPoisson(random, 0)).toBe(0);
    expect(drawOverdispersed(random, 0, 3)).toBe(0);
    expect(drawBinomial(random, 50, 0)).toBe(0);
    expect(drawBinomial(random, 50, 1)).toBe(50);
    expect(() => drawPoisson(random, -1)).toThrow(RangeError);
    expect(() => drawGamma(random, 0)).toThrow(RangeError);
    expect(() => drawBinomial(random, 2.5, 0.5)).toThrow(RangeError);
    expect(() => drawOverdispersed(random, 5, 0.5)).toThrow(RangeError);
    for (const bound of [0, 1.5, 2 ** 32 + 1]) expect(() => drawInteger(random, bound)).toThrow(RangeError);
    expect(drawInteger(random, 2 ** 32)).toBeLessThan(2 ** 32);
    expect(() => drawPoisson(random, Number.POSITIVE_INFINITY)).toThrow(RangeError);
    for (const [trials, probability] of [
      [-1, 0.5],
      [5, -0.1],
      [5, 1.1],
    ])
      expect(() => drawBinomial(random, trials, probability)).toThrow(RangeError);
  });
});
