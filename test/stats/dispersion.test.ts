import { describe, expect, it } from "vitest";
import { estimateDispersion } from "../../src/stats/dispersion.ts";
import { DEB_LO, ICOUNT_LO, PERF_COPY } from "./recorded-runs.ts";

function phi(counts: readonly number[], exposures: readonly number[] = counts.map(() => 1)): string {
  return estimateDispersion({ counts, exposures }).phi.toFixed(8);
}

describe("the dispersion of identical runs", () => {
  it("has the anchors of ten TCP copies on deb_lo, by ticks and by bytes", () => {
    expect(phi(DEB_LO.total)).toBe("2.62168076");
    expect(phi(DEB_LO.total, DEB_LO.bytes)).toBe("17.99370725");
    expect(phi(DEB_LO.copyUser)).toBe("6.02655973");
    expect(phi(DEB_LO.copyUser, DEB_LO.bytes)).toBe("7.51581356");
    expect(phi(DEB_LO.clearPage)).toBe("11.83073497");
    expect(phi(DEB_LO.clearPage, DEB_LO.bytes)).toBe("10.71886966");
  });

  it("has the anchors of twelve instruction-counted copies", () => {
    expect(phi(ICOUNT_LO.total)).toBe("0.06416128");
    expect(phi(ICOUNT_LO.copyUser)).toBe("0.05465574");
  });

  it("has the anchors of ten perf recordings", () => {
    expect(phi(PERF_COPY.total)).toBe("41.77646770");
    expect(phi(PERF_COPY.total, PERF_COPY.bytes)).toBe("3.54579464");
    expect(phi(PERF_COPY.copyToIter)).toBe("11.90763129");
    expect(phi(PERF_COPY.copyToIter, PERF_COPY.bytes)).toBe("1.33020911");
    expect(phi(PERF_COPY.softirqs)).toBe("6.32400932");
    expect(phi(PERF_COPY.softirqs, PERF_COPY.bytes)).toBe("13.02390052");
  });

  it("does not depend on the unit of the exposure, and pools two sides about their own rates", () => {
    const kilobytes = DEB_LO.bytes.map((bytes) => bytes / 1024);
    expect(phi(DEB_LO.total, kilobytes)).toBe(phi(DEB_LO.total, DEB_LO.bytes));
    // (1 + 1) / 10 on the first side, (4 + 4) / 20 on the second, over 2 degrees of freedom
    const pooled = estimateDispersion(
      { counts: [9, 11], exposures: [1, 1] },
      { counts: [18, 22], exposures: [1, 1] },
    );
    expect(pooled.phi).toBeCloseTo(0.3, 14);
    expect(pooled.df).toBe(2);
    // A side of zeros adds its run to the degrees of freedom and nothing else: .2 over 2
    const half = estimateDispersion(
      { counts: [9, 11], exposures: [1, 1] },
      { counts: [0, 0], exposures: [1, 1] },
    );
    expect(half.phi).toBeCloseTo(0.1, 14);
  });

  it("knows nothing where nothing was counted, or from one run", () => {
    expect(estimateDispersion({ counts: [0, 0, 0], exposures: [1, 1, 1] })).toEqual({
      phi: Number.NaN,
      df: 2,
    });
    expect(estimateDispersion({ counts: [7], exposures: [1] })).toEqual({ phi: Number.NaN, df: 0 });
    // 49 * (1 / 49) is not 1 in doubles: what rounding leaves is no dispersion, either.
    expect(estimateDispersion({ counts: [1], exposures: [49] }).phi).toBeNaN();
    // One run that counted nothing is a run all the same: (2.5^2 + 2.5^2) / 2.5 on 1
    expect(estimateDispersion({ counts: [0, 5], exposures: [1, 1] })).toEqual({ phi: 5, df: 1 });
    for (const [counts, exposures, message] of [
      [[7], [], "1 counts with 0 exposures"],
      [[], [], "0 counts with 0 exposures"],
      [[7], [0], "exposures must be positive"],
      [[7, 7], [1, 0], "exposures must be positive"],
      [[-7], [1], "counts must be at least 0"],
      [[7, -7], [1, 1], "counts must be at least 0"],
    ] as const)
      expect(() => estimateDispersion({ counts, exposures })).toThrow(message);
  });
});
