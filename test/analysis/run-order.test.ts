import { describe, expect, it } from "vitest";
import { compareProfiles } from "../../src/analysis/compare.ts";
import { checkOrder, orderRuns } from "../../src/analysis/run-order.ts";
import { listingProfile } from "./mail-listings.ts";

const run = (ticks: number, order?: number) =>
  listingProfile({
    rows: [
      ["kfree", ticks],
      ["schedule", 1000],
    ],
    coverage: { kind: "complete" },
    facts: order === undefined ? {} : { order },
  });
const codes = (base: ReturnType<typeof run>[], next: ReturnType<typeof run>[], paired = false) =>
  compareProfiles(base, next, { paired }).notes.map(({ code }) => code);
// Each run has twice the ticks of the one before it on its side, and next 1.5 times those of base.
const [base, next] = [1, 1.5].map((ratio, side) =>
  [0, 1, 2, 3, 4].map((turn) => run(100 * 2 ** turn * ratio, 2 * turn + side)),
);

describe("the order of runs", () => {
  it("is confounded with the side where one was taken after the other", () => {
    const [early, late] = [
      [1, 2, 3].map((order) => run(100, order)),
      [4, 5, 6].map((order) => run(110, order)),
    ];
    expect(codes(early, late)).toEqual(["design/confounded"]);
    expect(codes(late, early, true)).toEqual(["design/confounded"]);
    expect(codes(base, next)).toEqual([]);
    expect(codes([run(100, 1)], [run(100, 2)])).toEqual([]);
  });

  it("pairs them, however they are given", () => {
    const ratioOf = (x: typeof base, y: typeof next) => {
      const { symbols } = compareProfiles(x, y, { paired: true });
      return symbols.at(0).interval;
    };
    const shuffled = [3, 0, 4, 1, 2].map((i) => next[i]);
    expect(ratioOf(base, shuffled)).toEqual(ratioOf(base, next));
    expect(codes(base, shuffled, true)).toEqual([]);
  });

  it("is told of two runs a side or more that all say it, and only where no run of one is among those of the other", () => {
    const told = (x: readonly (number | undefined)[], y: readonly (number | undefined)[]) =>
      checkOrder(
        x.map((order) => run(100, order)),
        y.map((order) => run(100, order)),
      ).map(({ message }) => message.replace(/: a change.*/, ""));
    expect(told([1, 2], [3, 4])).toEqual(["all runs of base were taken before all of next"]);
    expect(told([3, 4], [2, 1])).toEqual(["all runs of next were taken before all of base"]);
    for (const [x, y] of [
      [[1], [2, 3]],
      [[1, 2], [3]],
      [
        [1, undefined],
        [3, 4],
      ],
      [
        [1, 2],
        [3, undefined],
      ],
      [
        [1, 2],
        [2, 3],
      ],
      [
        [2, 3],
        [1, 2],
      ],
      [
        [3, 4],
        [1, 9],
      ],
      [
        [2, 9],
        [1, 5],
      ],
    ])
      expect(told(x, y)).toEqual([]);
    const unordered = [run(1, 2), run(2), run(3, 1)];
    expect(orderRuns(unordered)).toBe(unordered);
  });
});
