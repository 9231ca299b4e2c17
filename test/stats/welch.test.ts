import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareFewRuns } from "../../src/stats/welch.ts";
import { TINY_COPY, TINY_SENDFILE } from "./recorded-runs.ts";

const perMegabyte = (bytes: readonly number[]): number[] => bytes.map((value) => value / 1e6);
const equal = [1, 1, 1, 1, 1];

function perTickP(base: readonly number[], next: readonly number[]): string {
  return compareFewRuns({ counts: base, exposures: equal }, { counts: next, exposures: equal }).p.toFixed(4);
}

function side(counts: readonly number[]) {
  return { counts, exposures: counts.map(() => 2) };
}

describe("Welch's test on square-root rates", () => {
  it("has the anchors of copy against sendfile on tiny_lo, per million bytes", () => {
    const base = perMegabyte(TINY_COPY.bytes);
    const next = perMegabyte(TINY_SENDFILE.bytes);
    const total = compareFewRuns(
      { counts: TINY_COPY.total, exposures: base },
      { counts: TINY_SENDFILE.total, exposures: next },
    );
    expect(total.t.toFixed(6)).toBe("-41.839919");
    expect(total.df.toFixed(6)).toBe("6.808317");
    expect(total.p.toExponential(5)).toBe("1.81943e-9");
    expect(total.ratio.toFixed(9)).toBe("0.280754619");
    const copyUser = compareFewRuns(
      { counts: TINY_COPY.copyUser, exposures: base },
      { counts: TINY_SENDFILE.copyUser, exposures: next },
    );
    expect(copyUser.t.toFixed(6)).toBe("-45.303841");
    expect(copyUser.df.toFixed(6)).toBe("7.301291");
    expect(copyUser.p.toExponential(5)).toBe("3.23916e-10");
  });

  it("has the anchors of the same runs per tick", () => {
    expect(perTickP(TINY_COPY.total, TINY_SENDFILE.total)).toBe("0.6258");
    expect(perTickP(TINY_COPY.copyUser, TINY_SENDFILE.copyUser)).toBe("0.5424");
  });

  it("never takes a side for calmer than sampling: two equal runs have variance 1 / (4 exposure)", () => {
    const { t, df } = compareFewRuns(
      { counts: [100, 100], exposures: [1, 1] },
      { counts: [400, 400], exposures: [1, 1] },
    );
    // (20 - 10) / sqrt(1/4 / 2 + 1/4 / 2)
    expect(t).toBeCloseTo(20, 12);
    expect(df).toBeCloseTo(2, 12);
  });

  it("never lets p and interval contradict each other", () => {
    const counts = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(counts, counts, fc.constantFrom(0.8, 0.95), (x, y, level) => {
        const { p, interval } = compareFewRuns(side(x), side(y), level);
        expect(interval.low).toBeLessThanOrEqual(interval.high);
        if (Math.abs(p - (1 - level)) > 1e-9)
          expect(interval.low > 1 || interval.high < 1).toBe(p < 1 - level);
      }),
      { numRuns: 500 },
    );
  });

  it("refuses a side of one run", () => {
    expect(() =>
      compareFewRuns({ counts: [1], exposures: [1] }, { counts: [1, 2], exposures: [1, 1] }),
    ).toThrow("a side of one run has no variance");
  });
});
