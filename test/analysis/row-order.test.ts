import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareProfiles } from "../../src/analysis/compare.ts";
import { orderRows, type RowKey } from "../../src/analysis/row-order.ts";
import { createRandom } from "../../src/stats/random.ts";
import { listingProfile } from "./mail-listings.ts";

const rows = fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 })), { minLength: 1, maxLength: 60 });

const includes = (i: number): boolean => i % 3 !== 0;

const orNothing = (value: number): number => (Number.isNaN(value) ? Infinity : value);

describe("row order", () => {
  it("of the first n is that of a full sort, for every key and filter", () => {
    const keys = fc.constantFrom<RowKey>("delta", "ratio", "q", "base", "next", "name");
    // Counts divided by these are exact.
    const work = fc.constantFrom(1, 2, 0.25);
    fc.assert(
      fc.property(rows, keys, fc.nat({ max: 12 }), work, (counts, key, top, next) => {
        const side = (which: 0 | 1) =>
          listingProfile({
            rows: counts.map((pair, i) => [`s${i}`, pair[which]]),
            coverage: { kind: "complete" },
          });
        const { symbols } = compareProfiles([side(0)], [side(1)], {
          normalize: { kind: "work", amounts: { base: 1, next } },
        });
        const valueOf: Record<RowKey, (i: number) => number | string> = {
          delta: (i) => -Math.abs(symbols.delta[i]),
          ratio: (i) => -Math.abs(Math.log(symbols.next[i] / next / symbols.base[i])),
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

  it("of a long table with many equal rows is that of a full sort, however many are wanted", () => {
    const random = createRandom(5);
    const column = (values: number): Float64Array =>
      Float64Array.from({ length: 600 }, () => Math.floor(random.nextUniform() * values));
    const [base, next] = [column(9), column(9)];
    const table = {
      length: 600,
      familySize: 600,
      base,
      next,
      delta: base.map((count, i) => next[i] - count),
      p: column(4),
      q: column(4).map((q) => (q === 0 ? Number.NaN : q)),
      nameAt: (i: number) => `s${i % 7}`,
      at: (i: number) => i,
    };
    const sizeOf = (i: number): number => -Math.abs(table.delta[i]);
    const scores: Record<RowKey, (i: number) => number> = {
      delta: sizeOf,
      ratio: (i) => orNothing(-Math.abs(Math.log(next[i] / base[i]))),
      q: (i) => orNothing(table.q[i]),
      base: (i) => -base[i],
      next: (i) => -next[i],
      name: (i) => i % 7,
    };
    for (const key of ["delta", "ratio", "q", "base", "next", "name"] as const) {
      const score = scores[key];
      const order = (a: number, b: number): number =>
        score(a) === score(b) ? sizeOf(a) - sizeOf(b) || a - b : score(a) - score(b);
      const all = Array.from({ length: 600 }, (_, i) => i).sort(order);
      for (const top of [0, 1, 7, 40, 128, 129, 149, 150, 151, 600, 700]) {
        expect([...orderRows(table, { key, top })]).toEqual(all.slice(0, top));
        expect([...orderRows(table, { key, top, includes })]).toEqual(all.filter(includes).slice(0, top));
      }
      expect([...orderRows(table, { key })]).toEqual(all);
    }
  });
});
