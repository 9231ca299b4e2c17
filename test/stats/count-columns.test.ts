import * as fc from "fast-check";
import { expect, it } from "vitest";
import { testCountColumns, testCounts } from "../../src/stats/ratio.ts";

it("gives each pair of a column the p-value that it has alone", () => {
  const count = fc.oneof(
    fc.nat(12),
    fc.nat(200),
    fc.nat(100_000),
    fc.double({ min: 0, max: 500, noNaN: true }),
  );
  // Near the bound at which a p-value is taken for 0, on both sides of it.
  const extreme = fc
    .tuple(fc.integer({ min: 2000, max: 200_000 }), fc.double({ min: 17, max: 21, noNaN: true }))
    .map(([n, deviations]) => {
      const y = Math.round(n / 2 + deviations * Math.sqrt(n));
      return [n - y, y] as const;
    });
  let zeros = 0;
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.tuple(count, count), extreme), { minLength: 1, maxLength: 60 }),
      fc.constantFrom("midp" as const, "exact" as const),
      fc.constantFrom(1, 0.25, 3),
      (pairs, method, nextExposure) => {
        const base = Float64Array.from(pairs, ([x]) => x);
        const next = Float64Array.from(pairs, ([, y]) => y);
        const expected = Float64Array.from(pairs, ([x, y]) =>
          x + y < 10 ? Number.NaN : testCounts(x, y, 1, nextExposure, method),
        );
        zeros += expected.filter((p) => p === 0).length;
        expect(testCountColumns(base, next, 1, nextExposure, method, 10)).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
  expect(zeros).toBeGreaterThan(100);
});
