import { expect, it } from "vitest";
import { isInsideMargin } from "../../src/stats/equivalence.ts";
import { compareCounts } from "../../src/stats/ratio.ts";

it("18433 against 18458 ticks is equivalent within 5 % and not within 1 %", () => {
  const { interval } = compareCounts({ base: 18433, next: 18458 }, { level: 0.9 });
  expect(isInsideMargin(interval, 1.05)).toBe(true);
  expect(isInsideMargin(interval, 1.01)).toBe(false);
});

it("the margin is closed, and symmetric on the log scale", () => {
  expect(isInsideMargin({ low: 1 / 1.25, high: 1.25, level: 0.9 }, 1.25)).toBe(true);
  expect(isInsideMargin({ low: 0.79, high: 1, level: 0.9 }, 1.25)).toBe(false);
  expect(isInsideMargin({ low: 1, high: 1.26, level: 0.9 }, 1.25)).toBe(false);
  expect(isInsideMargin({ low: 0, high: Number.POSITIVE_INFINITY, level: 0.9 }, 1.25)).toBe(false);
});
