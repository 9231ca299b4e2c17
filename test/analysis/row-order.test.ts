import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareProfiles } from "../../src/analysis/compare.ts";
import { orderRows, type RowKey } from "../../src/analysis/row-order.ts";
import { listingProfile } from "./mail-listings.ts";

const rows = fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 })), { minLength: 1, maxLength: 60 });

const includes = (i: number): boolean => i % 3 !== 0;

describe("row order", () => {
  it("of the first n is that of a full sort, for every key and filter", () => {
    const keys = fc.constantFrom<RowKey>("delta", "ratio", "q", "base", "next", "name");
    fc.assert(
      fc.property(rows, keys, fc.nat({ max: 12 }), (counts, key, top) => {
        const side = (which: 0 | 1) =>
          listingProfile({
            rows: counts.map((pair, i) => [`s${i}`, pair[which]]),
            coverage: { kind: "complete" },
          });
        const { symbols } = compareProfiles([side(0)], [side(1)]);
        const valueOf: Record<RowKey, (i: number) => number | string> = {
          delta: (i) => -Math.abs(symbols.delta[i]),
          ratio: (i) => -Math.abs(Math.log(symbols.next[i] / symbols.base[i])),
          q: (i) => (Number.isNaN(symbols.q[i]) ? Infinity : symbols.q[i]),
          base: (i) => -symbols.base[i],
          next: (i) => -symbols.next[i],
          name: (i) => symbols.nameAt(i),
        };
        const all = Array.from({ length: symbols.length }, (_, i) => i).sort((a, b) => {
          const [x, y] = [valueOf[key](a), valueOf[key](b)];
          return x < y ? -1 : x > y ? 1 : Math.abs(symbols.delta[b]) - Math.abs(symbols.delta[a]) || a - b;
        });
        const expected = all.filter(includes);
        expect([...orderRows(symbols, { key, top, includes })]).toEqual(expected.slice(0, top));
        expect([...orderRows(symbols, { key, includes })]).toEqual(expected);
        expect([...orderRows(symbols, { key, top })]).toEqual(all.slice(0, top));
      }),
      { numRuns: 300 },
    );
  });
});
