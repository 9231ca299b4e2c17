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
  let [cases, zeros] = [0, 0];
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.tuple(count, count), extreme), { minLength: 1, maxLength: 60 }),
      fc.constantFrom("midp" as const, "exact" as const),
      fc.constantFrom(1, 2.5),
      fc.constantFrom(1, 0.25, 3),
      (pairs, method, baseExposure, nextExposure) => {
        const base = Float64Array.from(pairs, ([x]) => x);
        const next = Float64Array.from(pairs, ([, y]) => y);
        const expected = Float64Array.from(pairs, ([x, y]) =>
          x + y < 10 ? Number.NaN : testCounts(x, y, baseExposure, nextExposure, method),
        );
        cases++;
        zeros += expected.filter((p) => p === 0).length;
        expect(testCountColumns(base, next, baseExposure, nextExposure, method, 10)).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
  expect(zeros).toBeGreaterThan(cases / 3);
});

it("does not take one pair of few ticks for another", () => {
  const base = Float64Array.of(1, 0, 2, 0, 1);
  const next = Float64Array.of(130, 258, 2, 128, 0);
  // n ticks on one side: 2 * 2^-n; one of n: 2 (n + 1) 2^-n; two of four: not less than 1
  const expected = [2 * 132 * 2 ** -131, 2 ** -257, 1, 2 ** -127, 1];
  testCountColumns(base, next, 1, 1, "exact", 1).forEach((p, i) =>
    expect(p / expected[i]).toBeCloseTo(1, 10),
  );
});
