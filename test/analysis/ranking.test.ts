import * as fc from "fast-check";
import { expect, it } from "vitest";
import { Ranking } from "../../src/analysis/ranking.ts";

it("ranks what is above 0 as sorting does, the first of equals first, and sums in that order unless all are whole", () => {
  const counts = fc.array(fc.nat(6), { maxLength: 200 });
  fc.assert(
    fc.property(counts, fc.constantFrom(1, 0.5), fc.boolean(), (whole, factor, bounded) => {
      const values = Float64Array.from(whole, (count) => count * factor);
      const sorted = [...values.keys()]
        .filter((i) => values[i] > 0)
        .sort((a, b) => values[b] - values[a] || a - b);
      const bounds = bounded ? values.slice() : null;
      const ranking = new Ranking({ counts: values, low: bounds, high: bounds });
      expect(ranking.length).toBe(sorted.length);
      expect(sorted.map((_, rank) => ranking.at(rank))).toEqual(sorted);
      const isWhole = !bounded && values.every((value) => Number.isInteger(value));
      expect(ranking.order && [...ranking.order]).toEqual(isWhole ? null : sorted);
      // Asked for all first, it says the same.
      expect(sorted.map((_, rank) => ranking.at(rank))).toEqual(sorted);
    }),
  );
  const one = Float64Array.of(3);
  expect(new Ranking({ counts: one, low: one, high: null }).order).not.toBeNull();
  expect(new Ranking({ counts: one, low: null, high: one }).order).not.toBeNull();
});
