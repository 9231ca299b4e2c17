import { describe, expect, it } from "vitest";
import { countTrials, runSelftest, type SelftestCell } from "../../src/analysis/selftest.ts";

// selftest.test.ts has the figures, which take trials enough to tell 93 % from 95 %.
const FEW = { seed: 7, trials: 4 };

const is = (wanted: Partial<SelftestCell>) => (cell: SelftestCell) =>
  Object.entries(wanted).every(([key, value]) =>
    Object.entries(cell).some(([k, v]) => k === key && v === value),
  );

describe("the table of the selftest", () => {
  it("repeats itself for a seed, and says how far it is", () => {
    const heard: number[] = [];
    const cells = runSelftest({ ...FEW, onTrials: (done) => heard.push(done) });
    expect(runSelftest(FEW)).toEqual(cells);
    expect(heard).toEqual(Array.from({ length: countTrials(FEW) }, (_, i) => i + 1));
    expect([countTrials(FEW), countTrials()]).toEqual([4 * cells.length, 400 * cells.length]);
  });

  it("has a cell for each design, names those of which it claims nothing, and differs for another seed", () => {
    const cells = runSelftest({ ...FEW, seed: 8 });
    expect(cells.map(({ coverage }) => coverage)).not.toEqual(
      runSelftest(FEW).map(({ coverage }) => coverage),
    );
    expect(
      cells.map(({ truth, runs, dispersion, claim }) => `${runs} ${truth} ${dispersion}: ${claim}`),
    ).toEqual([
      "1 independent 1: claimed",
      "1 independent 2: sampling noise only",
      "1 independent 4: sampling noise only",
      "1 cut 1: bounds",
      "2 independent 1: two runs",
      "2 independent 4: two runs",
      "5 independent 0.25: floored at 1",
      "5 independent 1: floored at 1",
      ...[2, 3, 4, 10].map((dispersion) => `5 independent ${dispersion}: claimed`),
      "5 slid 2: claimed",
      "5 slid 4: claimed",
    ]);
    for (const { runs, truth, power, intervals, trials, meanTicks } of cells) {
      expect(power.map(({ ratio }) => ratio)).toEqual(runs === 2 ? [1.5, 2, 3] : [1.2, 1.5, 2]);
      expect([trials, meanTicks]).toEqual([4, 150]);
      // What a cut listing hides has an interval only where it cannot be nothing.
      if (truth === "cut") expect(intervals > 0 && intervals < 4 * 20).toBe(true);
      else expect(intervals).toBe(4 * 20);
    }
  });

  it("has figures that so few trials cannot miss", () => {
    const cells = runSelftest({ seed: 7, trials: 8 });
    for (const { coverage, falseAlarms, power } of cells.filter(is({ claim: "claimed" }))) {
      // 160 intervals at 95 %: 88 % is four standard errors below.
      expect(coverage).toBeGreaterThan(0.88);
      expect(falseAlarms).toBeLessThanOrEqual(3 / 8);
      // Twice the ticks among dispersion 10 at most; a fifth more is seldom found.
      expect(power[2].found).toBeGreaterThanOrEqual(6 / 8);
      expect(power[0].found).toBeLessThanOrEqual(5 / 8);
    }
    for (const { falseAlarms, coverage } of cells)
      expect(falseAlarms >= 0 && falseAlarms <= 1 && coverage <= 1).toBe(true);
    // One pair knows nothing of runs that vary; two runs a side find next to nothing.
    const [noisy] = cells.filter(is({ runs: 1, dispersion: 4 }));
    expect(noisy.falseAlarms).toBeGreaterThan(0.5);
    // Noise twice as wide as is believed: P(|Z| < 1.96 / 2) = 67.3 % of 160, within three standard errors; on one side it is 83.6 %.
    expect(Math.abs(noisy.coverage - 0.673)).toBeLessThan(3 * Math.sqrt((0.673 * 0.327) / 160));
    for (const { coverage, power } of cells.filter(is({ runs: 2 })))
      expect([coverage > 0.93, power[0].found <= 2 / 8]).toEqual([true, true]);
    // A dispersion of a quarter halves the noise, which the floor at 1 does not believe: intervals are twice too wide.
    const [calm] = cells.filter(is({ dispersion: 0.25 }));
    expect(calm.coverage).toBeGreaterThan(0.99);
    // The larger half is told apart with a cut, too.
    const [cut] = cells.filter(is({ truth: "cut" }));
    expect([cut.coverage > 0.85, cut.power[2].found]).toEqual([true, 1]);
  });
});
