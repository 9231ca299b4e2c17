import { expect, it } from "vitest";
import { meanInterval } from "../../src/stats/mean-interval.ts";

/** What ten sleepers gained by the second drug over the first (Student 1908), R's data set `sleep`. */
const SLEEP = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4];

it("Student's interval of a mean is that of Student's own data, as R's t.test prints it", () => {
  const interval = meanInterval(SLEEP);
  expect(interval?.low).toBeCloseTo(0.7001142, 7);
  expect(interval?.high).toBeCloseTo(2.4598858, 7);
  expect(interval?.level).toBe(0.95);
});

it("two values have an interval, by the quantiles of Cauchy's distribution, and one has none", () => {
  // mean 2, s / sqrt(2) = 1, t_.95 with one degree of freedom = tan(.45 pi)
  expect(meanInterval([1, 3], 0.9)?.high).toBeCloseTo(2 + Math.tan(0.45 * Math.PI), 9);
  expect(meanInterval([1])).toBeNull();
});
