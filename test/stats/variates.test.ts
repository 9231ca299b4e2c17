import { ppois } from "lib-r-math.js";
import { mean, variance } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { createRandom, type Random, randomFromState } from "../../src/stats/random.ts";
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

/** A stream of these uniform numbers, and no more. */
function uniformsOf(uniforms: readonly number[]): Random {
  const left = [...uniforms];
  return { nextUint32: () => take([]), nextUniform: () => take(left) };
}

/** A stream of these 32-bit words, and no more. */
function wordsOf(words: readonly number[]): Random {
  const left = [...words];
  return { nextUint32: () => take(left), nextUniform: () => take([]) };
}

function take(left: number[]): number {
  const [first] = left.splice(0, 1);
  if (first === undefined) throw new Error("more was drawn than there is");
  return first;
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

  it("take as many numbers from the stream as that program does, at each change of method", () => {
    const ones: readonly [
      name: string,
      one: (random: Random) => number,
      times: number,
      sum: number,
      next: number,
    ][] = [
      ["normal", (random) => drawNormal(random), 200, 15.066318169882173, 562075916],
      ["gamma of shape 1", (random) => drawGamma(random, 1), 400, 372.64814843865884, 544696791],
      ["gamma of shape 1/2", (random) => drawGamma(random, 0.5), 200, 106.61083974675256, 2308084827],
      ["Poisson of mean 12", (random) => drawPoisson(random, 12), 200, 2401, 749744808],
      ["Poisson of mean 13", (random) => drawPoisson(random, 13), 200, 2589, 1387776904],
      ["16 trials", (random) => drawBinomial(random, 16, 0.3), 200, 971, 3006236187],
      ["17 trials", (random) => drawBinomial(random, 17, 0.3), 200, 1026, 2337961337],
      ["1000 trials", (random) => drawBinomial(random, 1000, 0.7), 200, 140_193, 445475741],
      ["dispersion 1", (random) => drawOverdispersed(random, 7, 1), 200, 1407, 2076088681],
      ["dispersion 2", (random) => drawOverdispersed(random, 7, 2), 200, 1384, 37719598],
      ["integer", (random) => drawInteger(random, 3 * 2 ** 30), 200, 305_762_899_609, 3745657528],
    ];
    for (const [name, one, times, sum, next] of ones) {
      const random = randomFromState([1, 2, 3, 4]);
      const drawn = draw(times, () => one(random)).reduce((total, value) => total + value, 0);
      expect([name, Number(drawn.toPrecision(13)), random.nextUint32()]).toEqual([
        name,
        Number(sum.toPrecision(13)),
        next,
      ]);
    }
  });

  it("reject what lies on a bound: the last, incomplete stretch of whole numbers, and the centre and rim of the disc", () => {
    // 2^32 - 1 is a multiple of 3: the one number above 3 * 1431655765 - 1 would make 0 likelier.
    expect(drawInteger(wordsOf([2 ** 32 - 1, 2 ** 32 - 2]), 3)).toBe(2);
    const kept = drawNormal(uniformsOf([0.75, 0.5]));
    expect(kept).toBeCloseTo(0.5 * Math.sqrt(-8 * Math.log(0.25)), 14);
    expect(drawNormal(uniformsOf([0.5, 0.5, 0.75, 0.5]))).toBe(kept);
    expect(drawNormal(uniformsOf([0, 0.5, 0.75, 0.5]))).toBe(kept);
    // What cannot be does not come of a uniform that is exactly 0 either.
    expect(drawBinomial(uniformsOf([0, 0, 0]), 3, 0)).toBe(0);
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
    expect(drawBinomial(random, 0, 0.5)).toBe(0);
    expect(() => drawPoisson(random, -1)).toThrow(/mean .* at least 0, got -1$/);
    expect(() => drawGamma(random, 0)).toThrow(/shape .* positive, got 0$/);
    expect(() => drawBinomial(random, 2.5, 0.5)).toThrow(/binomial of 2.5 trials with probability 0.5$/);
    expect(() => drawOverdispersed(random, 5, 0.5)).toThrow(/dispersion 1 or more, got 0.5$/);
    for (const bound of [0, 1.5, 2 ** 32 + 1])
      expect(() => drawInteger(random, bound)).toThrow(`no number below ${bound}`);
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
