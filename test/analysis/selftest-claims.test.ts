import { describe, expect, it } from "vitest";
import type { SelftestCell } from "../../src/analysis/selftest.ts";
import { checkSelftest } from "../../src/analysis/selftest-claims.ts";

/** Five a side at dispersion 2, as good as it is claimed to be. */
const GOOD: SelftestCell = {
  method: "quasi-Poisson",
  truth: "independent",
  runs: 5,
  dispersion: 2,
  meanTicks: 150,
  trials: 1000,
  falseAlarms: 0.05,
  coverage: 0.95,
  intervals: 1000,
  power: [
    { ratio: 1.5, found: 0.95 },
    { ratio: 2, found: 0.99 },
  ],
  claim: "claimed",
};

/** Ids of the claims that a cell breaks. */
function broken(cell: Partial<SelftestCell>): string[] {
  return checkSelftest([{ ...GOOD, ...cell }])
    .filter(({ cells }) => cells.some(({ holds }) => !holds))
    .map(({ claim }) => claim.id);
}

describe("a claim", () => {
  it("holds where the figures lie in their bands", () => {
    expect(broken({})).toEqual([]);
  });

  it("is broken by each figure that leaves its band, on either side", () => {
    // Wilson's 99 % interval of 100 of 1000 is 7.8 to 12.7 %, of 910 it is 88.4 to 93.1 %, of 900 it is 87.3 to 92.2 %.
    expect(broken({ falseAlarms: 0.1 })).toEqual(["false-alarms"]);
    expect(broken({ coverage: 0.9 })).toEqual(["coverage"]);
    expect(broken({ coverage: 0.995 })).toEqual(["coverage"]);
    expect(broken({ power: [{ ratio: 1.5, found: 0.8 }] })).toEqual(["power-1.5"]);
    expect(broken({ power: [{ ratio: 2, found: 0.9 }] })).toEqual(["power-2"]);
  });

  it("is not broken by what so few trials cannot tell from its band", () => {
    expect(broken({ coverage: 0.91, intervals: 200 })).toEqual([]);
    expect(broken({ falseAlarms: 0.1, trials: 50 })).toEqual([]);
  });

  it("is not made of cells that nobody claims", () => {
    const poor = [
      { ratio: 1.5, found: 0.5 },
      { ratio: 2, found: 0.5 },
    ];
    expect(broken({ power: poor })).toEqual(["power-1.5", "power-2"]);
    expect([broken({ power: poor, dispersion: 3 }), broken({ power: poor, dispersion: 4 })]).toEqual([
      ["power-2"],
      ["power-2"],
    ]);
    expect([broken({ power: poor, dispersion: 10 }), broken({ power: poor, runs: 1 })]).toEqual([[], []]);
    expect(broken({ claim: "two runs", runs: 2, coverage: 0.5, power: [] })).toEqual([]);
    expect(broken({ claim: "sampling noise only", runs: 1, falseAlarms: 0.9, coverage: 0.5 })).toEqual([]);
    expect(broken({ claim: "floored at 1", dispersion: 1, coverage: 1 })).toEqual([]);
    expect(broken({ claim: "floored at 1", dispersion: 1, coverage: 0.9 })).toEqual(["floored-coverage"]);
    expect(broken({ claim: "bounds", truth: "cut", runs: 1, coverage: 0.99 })).toEqual([]);
    expect(broken({ claim: "bounds", truth: "cut", runs: 1, coverage: 0.88 })).toEqual(["bounded-coverage"]);
  });
});
