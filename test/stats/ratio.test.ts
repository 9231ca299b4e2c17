import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareCounts, compareShares, testCounts } from "../../src/stats/ratio.ts";

/** Printed to the digits of the reference table that scipy 1.17 gave: next, base, exact and mid-p bounds and p-values. */
const REFERENCE = [
  [3222, 2874, "1.0658-1.1793", "1.0661-1.1789", "8.77e-6", "8.28e-6"],
  [2874, 3222, "0.8480-0.9383", "0.8482-0.9380", "8.77e-6", "8.28e-6"],
  [100, 80, "0.9223-1.6988", "0.9318-1.6808", "1.57e-1", "1.37e-1"],
  [20, 10, "0.8935-4.7846", "0.9448-4.4548", "9.87e-2", "7.08e-2"],
  [10, 3, "0.8583-18.8487", "0.9662-15.0516", "9.23e-2", "5.74e-2"],
  [5, 0, "0.9164-Infinity", "1.2187-Infinity", "6.25e-2", "3.13e-2"],
  [3, 12, "0.0453-0.9264", "0.0566-0.8298", "3.52e-2", "2.13e-2"],
] as const;

const count = fc.integer({ min: 0, max: 3000 });
const pair = fc.record({ base: count, next: count }).filter(({ base, next }) => base + next > 0);

/** ln R and its textbook standard error of a pair of shares. */
function waldLog(base: number, next: number, baseTotal: number, nextTotal: number): [number, number] {
  const px = base / baseTotal;
  const py = next / nextTotal;
  return [Math.log(py / px), Math.sqrt((1 - px) / base + (1 - py) / next)];
}

/** Twice the smaller tail of Binomial(base + next, b / (a + b)) at next, in integers: no rounding before the last division. */
function exactTails(base: number, next: number, a: number, b: number): { midp: number; exact: number } {
  const n = base + next;
  let term = BigInt(a) ** BigInt(n);
  let below = 0n;
  for (let k = 0; k < next; k++) {
    below += term;
    term = (term * BigInt(n - k) * BigInt(b)) / (BigInt(k + 1) * BigInt(a));
  }
  const whole = BigInt(a + b) ** BigInt(n);
  const above = whole - below - term;
  const smaller = below < above ? below : above;
  return { midp: quotient(2n * smaller + term, whole), exact: quotient(2n * (smaller + term), whole) };
}

/** n / d as a double, where both are far beyond the range of doubles. */
function quotient(n: bigint, d: bigint): number {
  const scaled = (n << 4000n) / d;
  const excess = Math.max(0, scaled.toString(2).length - 64);
  return Number(scaled >> BigInt(excess)) * 2 ** (excess - 4000);
}

describe("the ratio of two counts", () => {
  it("has the intervals and p-values of the reference table", () => {
    for (const [next, base, exactBounds, midBounds, exactP, midP] of REFERENCE) {
      const exact = compareCounts({ base, next }, { method: "exact" });
      const mid = compareCounts({ base, next });
      expect(exact.ratio).toBe(next / base);
      for (const [estimate, bounds, p] of [
        [exact, exactBounds, exactP],
        [mid, midBounds, midP],
      ] as const) {
        const { low, high } = estimate.interval;
        expect(`${low.toFixed(4)}-${high === Infinity ? high : high.toFixed(4)}`).toBe(bounds);
        expect(estimate.p.toExponential(2)).toBe(p);
      }
    }
  });

  it("gives the 90 % interval of the icount_lo anchor: 18433 ticks against 18458", () => {
    const { ratio, interval } = compareCounts({ base: 18433, next: 18458 }, { level: 0.9 });
    expect(ratio.toFixed(8)).toBe("1.00135626");
    expect(interval.low.toFixed(8)).toBe("0.98435125");
    expect(interval.high.toFixed(8)).toBe("1.01865508");
  });

  it("ends where p is 1 - level, far into the tails", () => {
    for (const level of [0.51, 0.95, 0.999_999, 1 - 1e-12]) {
      for (const [base, next] of [
        [2874, 3222],
        [3, 12],
        [0, 5],
      ]) {
        const { low } = compareCounts({ base, next }, { level }).interval;
        // At an exposure of the ratio itself, the ratio of the rates is tested against 1.
        const { p } = compareCounts({ base, next, nextExposure: low });
        expect(p / (1 - level)).toBeCloseTo(1, 9);
      }
    }
    // y = 5 against 0 at .999999, mid-p: pi^5 / 2 = 5e-7, so the odds are 1e-6^.2 / (1 - 1e-6^.2)
    const { low } = compareCounts({ base: 0, next: 5 }, { level: 0.999_999 }).interval;
    expect(low).toBeCloseTo(1e-6 ** 0.2 / (1 - 1e-6 ** 0.2), 9);
  });

  it("has no ends where the noise is beyond all measure", () => {
    for (const [base, next] of [
      [14, 19],
      [1, 5],
      [1000, 3],
    ]) {
      const { ratio, interval } = compareCounts({ base, next }, { dispersion: 1e5, df: 3 });
      expect(interval.low < 1e-9 * ratio && interval.high > 1e9 * ratio).toBe(true);
      // t(3) at 2.5 % is 3.18, z = 3.18 * 316: a tail of e^-506,000 is beyond odds of e^-700 for less than 720 counts.
      if (base < 700 && next < 700) expect([interval.low, interval.high]).toEqual([0, Infinity]);
    }
  });

  it("never lets p and interval contradict each other, at any level, method, exposure, dispersion or df", () => {
    const options = fc.record({
      level: fc.constantFrom(0.5, 0.8, 0.9, 0.95, 0.99),
      method: fc.constantFrom("midp" as const, "exact" as const),
      dispersion: fc.constantFrom(1, 2.5, 18),
      df: fc.constantFrom(4, 9, Number.POSITIVE_INFINITY),
    });
    const exposure = fc.constantFrom(1, 0.5, 3.7, 169410560);
    fc.assert(
      fc.property(pair, exposure, exposure, options, ({ base, next }, baseExposure, nextExposure, option) => {
        const { p, z, ratio, interval } = compareCounts({ base, next, baseExposure, nextExposure }, option);
        const excludesOne = interval.low > 1 || interval.high < 1;
        if (Math.abs(p - (1 - option.level)) > 1e-9) expect(excludesOne).toBe(p < 1 - option.level);
        expect(ratio).toBeGreaterThanOrEqual(interval.low * (1 - 1e-12));
        expect(ratio).toBeLessThanOrEqual(interval.high * (1 + 1e-12));
        if (z !== 0 && p < 0.5) expect(Math.sign(z)).toBe(ratio > 1 ? 1 : -1);
      }),
      { numRuns: 500 },
    );
  });

  it("has as p-value twice the smaller tail of the binomial summed in whole numbers", () => {
    const small = fc.integer({ min: 0, max: 400 });
    const exposure = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(small, small, exposure, exposure, (base, next, baseExposure, nextExposure) => {
        fc.pre(base + next > 0);
        const tails = exactTails(base, next, baseExposure, nextExposure);
        fc.pre(tails.midp > 1e-290);
        const mid = compareCounts({ base, next, baseExposure, nextExposure });
        expect(mid.p / Math.min(1, tails.midp)).toBeCloseTo(1, 11);
        const exact = compareCounts({ base, next, baseExposure, nextExposure }, { method: "exact" });
        expect(exact.p / Math.min(1, tails.exact)).toBeCloseTo(1, 11);
      }),
    );
  });

  it("has the same p-value without its interval", () => {
    const method = fc.constantFrom("midp" as const, "exact" as const);
    const exposure = fc.constantFrom(1, 0.5, 3.7);
    fc.assert(
      fc.property(pair, exposure, exposure, method, (counts, baseExposure, nextExposure, option) => {
        const { p } = compareCounts({ ...counts, baseExposure, nextExposure }, { method: option });
        expect(
          Math.abs(testCounts(counts.base, counts.next, baseExposure, nextExposure, option) - p),
        ).toBeLessThanOrEqual(1e-11 * p + 1e-300);
      }),
    );
  });

  it("is right where the next side has next to no chance: one count of 1e-20, half of it by mid-p", () => {
    expect(testCounts(0, 1, 1e20, 1, "exact") / 2e-20).toBeCloseTo(1, 12);
    expect(testCounts(0, 1, 1e20, 1, "midp") / 1e-20).toBeCloseTo(1, 12);
    // Exposures whose quotient is 0 in doubles: five counts of the one side and none of the other are what must be.
    expect(testCounts(5, 0, 1e10, 1e-320, "exact")).toBe(1);
    expect(testCounts(0, 5, 1e-320, 1e10, "exact")).toBe(1);
  });

  it("turns round when base and next change places", () => {
    fc.assert(
      fc.property(pair, ({ base, next }) => {
        const there = compareCounts({ base, next });
        const back = compareCounts({ base: next, next: base });
        expect(back.p).toBeCloseTo(there.p, 14);
        expect(back.z + there.z).toBeCloseTo(0, 12);
        if (base > 0 && next > 0) expect(back.interval.high * there.interval.low).toBeCloseTo(1, 9);
      }),
      { examples: [[{ base: 2874, next: 3222 }]] },
    );
  });

  it("knows nothing from two zeros, and no upper bound from a base of zero", () => {
    expect(compareCounts({ base: 0, next: 0 })).toEqual({
      ratio: Number.NaN,
      interval: { low: 0, high: Number.POSITIVE_INFINITY, level: 0.95 },
      p: 1,
      z: 0,
    });
    const appeared = compareCounts({ base: 0, next: 5 });
    // 0.5 * pi^5 = 0.025 at pi = 0.05^(1/5)
    expect(appeared.interval.low).toBeCloseTo(0.05 ** 0.2 / (1 - 0.05 ** 0.2), 12);
    expect(appeared.ratio).toBe(Number.POSITIVE_INFINITY);
    expect(compareCounts({ base: 5, next: 0 }).interval.low).toBe(0);
  });

  it("accepts counts that are not whole and moves smoothly between whole ones", () => {
    const highs = [19, 19.25, 19.5, 19.75, 20].map((next) => compareCounts({ base: 10, next }).interval.high);
    for (let i = 1; i < highs.length; i++) expect(highs[i]).toBeGreaterThan(highs[i - 1]);
    // Halfway between whole counts the bound lies near the middle of its neighbours: no jump at either end.
    expect(highs[2]).toBeCloseTo((highs[0] + highs[4]) / 2, 2);
  });

  it("keeps z finite and right where p underflows", () => {
    const { p, z } = compareCounts({ base: 1e7, next: 1.1e7 });
    expect(p).toBe(0);
    // (y - x) / sqrt(x + y) is 218.218; the exact score lies a little further out.
    expect(z).toBeGreaterThan(218.2);
    expect(z).toBeLessThan(218.3);
  });

  it("divides the score by the root of the dispersion and refers it to t", () => {
    const plain = compareCounts({ base: 2874, next: 3222 });
    const noisy = compareCounts({ base: 2874, next: 3222 }, { dispersion: 4, df: 9 });
    expect(noisy.z).toBeCloseTo(plain.z / 2, 12);
    // scipy 1.17: 2 * t.sf(4.45792987110929 / 2, 9)
    expect(noisy.p).toBeCloseTo(0.05278591383821934, 11);
    expect(noisy.interval.low).toBeLessThan(1);
  });

  it("refuses what is not a count or an exposure", () => {
    for (const [base, next] of [
      [-1, 2],
      [1, -2],
      [Number.NaN, 2],
      [1, Number.POSITIVE_INFINITY],
      [Number.POSITIVE_INFINITY, 1],
    ])
      expect(() => compareCounts({ base, next })).toThrow(
        `counts must be finite and at least 0, got ${base} and ${next}`,
      );
    for (const exposures of [{ baseExposure: 0 }, { nextExposure: 0 }])
      expect(() => compareCounts({ base: 1, next: 2, ...exposures })).toThrow("exposures must be positive");
    for (const options of [{ level: 1 }, { level: 0 }, { dispersion: 0 }, { df: 0 }])
      expect(() => compareCounts({ base: 1, next: 2 }, options)).toThrow(
        "dispersion and df must be positive, and level between 0 and 1",
      );
  });
});

describe("the ratio of two shares of known totals", () => {
  it("approaches ln R +- z sqrt((1-px)/x + (1-py)/y) as counts grow", () => {
    for (const [base, next, baseTotal, nextTotal] of [
      [40000, 41000, 100000, 100000],
      [90000, 45500, 100000, 50000],
      [10000, 10400, 1000000, 1000000],
    ] as const) {
      const [logRatio, error] = waldLog(base, next, baseTotal, nextTotal);
      const { ratio, interval, z } = compareShares({ base, next, baseTotal, nextTotal });
      expect(Math.log(ratio)).toBeCloseTo(logRatio, 12);
      expect(Math.log(interval.low)).toBeCloseTo(logRatio - 1.959964 * error, 4);
      expect(Math.log(interval.high)).toBeCloseTo(logRatio + 1.959964 * error, 4);
      expect(Math.abs(z / (logRatio / error) - 1)).toBeLessThan(0.02);
    }
  });

  it("is the count comparison with totals as exposures when the shares are small", () => {
    const shares = compareShares({ base: 12, next: 3, baseTotal: 1e9, nextTotal: 2e9 });
    const counts = compareCounts({ base: 12, next: 3, baseExposure: 1e9, nextExposure: 2e9 });
    expect(shares.p).toBeCloseTo(counts.p, 6);
    expect(shares.interval.high).toBeCloseTo(counts.interval.high, 6);
    expect(compareShares({ base: 0, next: 19, baseTotal: 1000, nextTotal: 2000 })).toEqual(
      compareCounts({ base: 0, next: 19, baseExposure: 1000, nextExposure: 2000 }),
    );
  });

  it("never lets p and interval contradict each other", () => {
    const share = fc.record({ count, rest: count }).filter(({ count, rest }) => count + rest > 0);
    fc.assert(
      fc.property(share, share, (x, y) => {
        const totals = { baseTotal: x.count + x.rest, nextTotal: y.count + y.rest };
        const { p, interval } = compareShares({ base: x.count, next: y.count, ...totals });
        if (Math.abs(p - 0.05) > 1e-6) expect(interval.low > 1 || interval.high < 1).toBe(p < 0.05);
      }),
    );
  });

  it("knows nothing from two zeros", () => {
    expect(compareShares({ base: 0, next: 0, baseTotal: 10, nextTotal: 20 })).toEqual({
      ratio: Number.NaN,
      interval: { low: 0, high: Number.POSITIVE_INFINITY, level: 0.95 },
      p: 1,
      z: 0,
    });
  });

  it("has no width where both shares are the whole", () => {
    const { ratio, interval, p } = compareShares({ base: 10, next: 20, baseTotal: 10, nextTotal: 20 });
    expect(ratio).toBe(1);
    expect(p).toBeGreaterThan(0.9);
    expect(interval.low).toBeCloseTo(1, 6);
    expect(interval.high).toBeCloseTo(1, 6);
  });

  it("refuses a count above its total", () => {
    expect(() => compareShares({ base: 11, next: 1, baseTotal: 10, nextTotal: 10 })).toThrow(
      "a count is above its total",
    );
    expect(() => compareShares({ base: 1, next: 11, baseTotal: 10, nextTotal: 10 })).toThrow(
      "a count is above its total",
    );
  });
});
