import { pt, qt } from "lib-r-math.js";
import { describe, expect, it } from "vitest";
import { estimateDispersion } from "../../src/stats/dispersion.ts";
import { powerOfReplicates, runsNeeded } from "../../src/stats/power.ts";
import { compareReplicates } from "../../src/stats/quasi-poisson.ts";
import { createRandom } from "../../src/stats/random.ts";
import { drawOverdispersed } from "../../src/stats/variates.ts";

describe("the power of replicated runs", () => {
  it("is the noncentral t of scipy 1.17 (nct.sf)", () => {
    for (const [ratio, meanTicks, dispersion, runs, alpha, expected] of [
      [1.5, 150, 4, 5, 0.05, 0.9628656871265248],
      [1.2, 150, 2, 7, 0.05, 0.8082253151927632],
      [2, 30, 3, 4, 0.01, 0.5143478241904706],
      [0.5, 40, 2, 3, 0.05, 0.6461124849062224],
    ])
      expect(powerOfReplicates({ ratio, meanTicks, dispersion, alpha }, runs)).toBeCloseTo(expected, 8);
  });

  it("is R's noncentral t to 1e-4 where the series gives way to the approximation", () => {
    const runs = 102;
    const df = 2 * runs - 2;
    for (const ratio of [1.02, 1.04, 1.06]) {
      const noncentrality = Math.log(ratio) / Math.sqrt((1 + 1 / ratio) / 100 / runs);
      expect(
        Math.abs(
          powerOfReplicates({ ratio, meanTicks: 100, dispersion: 1 }, runs) -
            pt(qt(0.975, df), df, noncentrality, false),
        ),
      ).toBeLessThan(1e-4);
    }
  });

  it("is what a simulated comparison finds, to a few per cent", () => {
    const random = createRandom(6);
    const question = { ratio: 1.3, meanTicks: 80, dispersion: 3 };
    const runs = 6;
    const draw = (mean: number) => ({
      counts: Array.from({ length: runs }, () => drawOverdispersed(random, mean, question.dispersion)),
      exposures: Array.from({ length: runs }, () => 1),
    });
    let found = 0;
    const trials = 2000;
    for (let i = 0; i < trials; i++) {
      const [base, next] = [draw(80), draw(104)];
      if (compareReplicates(base, next, estimateDispersion(base, next)).p <= 0.05) found++;
    }
    expect(Math.abs(found / trials - powerOfReplicates(question, runs))).toBeLessThan(0.05);
  });

  it("counts runs for no calmer than sampling, and takes 5 % where nothing is said", () => {
    const question = { ratio: 1.5, meanTicks: 40, dispersion: 1 };
    const power = powerOfReplicates(question, 4);
    expect(powerOfReplicates({ ...question, dispersion: 0.2 }, 4)).toBe(power);
    expect(powerOfReplicates({ ...question, alpha: 0.05 }, 4)).toBe(power);
  });

  it("has no answer without a ratio, ticks or two runs", () => {
    const question = { ratio: 1.5, meanTicks: 40, dispersion: 1 };
    expect(() => powerOfReplicates({ ...question, ratio: 0 }, 4)).toThrow("nothing to find");
    expect(() => powerOfReplicates({ ...question, ratio: 1 }, 4)).toThrow("nothing to find");
    expect(() => powerOfReplicates({ ...question, meanTicks: 0 }, 4)).toThrow("nothing to find");
    expect(() => powerOfReplicates(question, 1)).toThrow("nothing to find");
  });

  it("asks for the fewest runs that reach it", () => {
    const question = { ratio: 1.2, meanTicks: 150, dispersion: 2 };
    const runs = runsNeeded(question) ?? Number.NaN;
    expect(powerOfReplicates(question, runs)).toBeGreaterThanOrEqual(0.8);
    expect(powerOfReplicates(question, runs - 1)).toBeLessThan(0.8);
    expect(runsNeeded({ ratio: 3, meanTicks: 1e4, dispersion: 1 })).toBe(2);
  });

  it("is smooth where the series gives way to the approximation, and gives up where no number of runs will do", () => {
    const needed = [1.02, 1.03, 1.05, 1.1].map((ratio) =>
      runsNeeded({ ratio, meanTicks: 100, dispersion: 1 }),
    );
    // 2 (1.96 + .8416)^2 / (ticks (ln R)^2), the normal approximation, for many runs
    expect(needed[0]).toBeGreaterThan(390);
    expect(needed[0]).toBeLessThan(410);
    expect(needed[1]).toBeGreaterThan(176);
    expect(needed[1]).toBeLessThan(184);
    expect(needed[3]).toBeLessThan(needed[2] ?? Number.NaN);
    expect(runsNeeded({ ratio: 1.0001, meanTicks: 1, dispersion: 10 })).toBeNull();
    expect(() => runsNeeded({ ratio: 1, meanTicks: 10, dispersion: 1 })).toThrow(RangeError);
  });
});
