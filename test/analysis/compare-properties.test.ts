import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareProfiles } from "../../src/analysis/compare.ts";
import type { SymbolRow } from "../../src/analysis/diff-result.ts";
import { listingProfile } from "./mail-listings.ts";

const NAMES = ["copy_user", "schedule", "tcp_ack", "kfree", "vfs_read", "e1000_clean", "ip_rcv", "x.part.0"];
const counts = fc.array(fc.nat({ max: 400 }), { minLength: NAMES.length, maxLength: NAMES.length });

function profileOf(ticks: readonly number[]): ReturnType<typeof listingProfile> {
  return listingProfile({
    rows: ticks.map((count, i) => [NAMES[i], count] as const).filter(([, n]) => n > 0),
  });
}

/** `sort -n | tail`: the rows with the most ticks, and the total of all. */
function cutListing(ticks: readonly number[], keep: number): ReturnType<typeof listingProfile> {
  const rows = ticks
    .map((count, i) => [NAMES[i], count] as const)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
  return listingProfile({ rows: rows.slice(0, keep), total: ticks.reduce((sum, count) => sum + count, 0) });
}

function rowsByName(result: ReturnType<typeof compareProfiles>): Map<string, SymbolRow> {
  return new Map(
    Array.from({ length: result.symbols.length }, (_, i) => result.symbols.at(i)).map((row) => [
      row.symbol,
      row,
    ]),
  );
}

const sum = (values: Float64Array): number => values.reduce((all, value) => all + value, 0);
const straddled = (low: number, point: number, high: number): ReturnType<typeof listingProfile> =>
  listingProfile({
    rows: [
      ["f", point],
      ["g", 300 - point],
    ],
    low: [low, 300 - high],
    high: [high, 300 - low],
  });

const hasTicks = (ticks: readonly number[]): boolean => ticks.some((count) => count > 0);

describe("comparing profiles", () => {
  it("finds nothing in a profile and itself", () => {
    fc.assert(
      fc.property(counts.filter(hasTicks), fc.nat({ max: 7 }), (ticks, cut) => {
        for (const profile of [profileOf(ticks), cutListing(ticks, cut + 1)]) {
          const { total, symbols, groups } = compareProfiles([profile], [profile]);
          const rows = [total, ...Array.from({ length: symbols.length }, (_, i) => symbols.at(i))];
          for (let i = 0; i < groups.length; i++) rows.push(groups.at(i));
          for (const { verdict, delta } of rows) {
            expect(["equivalent", "inconclusive"]).toContain(verdict);
            expect(delta.point).toBe(0);
          }
        }
      }),
    );
  });

  it("inverts ratios and intervals and keeps p and q when the sides change places", () => {
    fc.assert(
      fc.property(
        counts.filter(hasTicks),
        counts.filter(hasTicks),
        fc.constantFrom("none" as const, "total" as const),
        (x, y, kind) => {
          const normalize = { kind };
          const there = rowsByName(compareProfiles([profileOf(x)], [profileOf(y)], { normalize }));
          const back = rowsByName(compareProfiles([profileOf(y)], [profileOf(x)], { normalize }));
          const opposite: Record<string, string> = { increase: "decrease", decrease: "increase" };
          for (const [name, row] of there) {
            const other = back.get(name);
            expect(other?.verdict).toBe(opposite[row.verdict] ?? row.verdict);
            if (!Number.isNaN(row.p)) {
              expect(other?.p).toBeCloseTo(row.p, 10);
              expect(other?.q).toBeCloseTo(row.q, 10);
            }
            if (row.ratio > 0 && row.ratio < Infinity)
              expect((other?.ratio ?? 0) * row.ratio).toBeCloseTo(1, 9);
            if (row.interval !== null && row.interval.low > 0)
              expect((other?.interval?.high ?? 0) * row.interval.low).toBeCloseTo(1, 7);
          }
        },
      ),
    );
  });

  it("bounds the truth when a complete listing is cut, and never contradicts the verdict on it", () => {
    fc.assert(
      fc.property(
        counts.filter(hasTicks),
        counts.filter(hasTicks),
        fc.integer({ min: 1, max: 7 }),
        (x, y, keep) => {
          const truth = compareProfiles([profileOf(x)], [profileOf(y)]);
          const cut = compareProfiles([cutListing(x, keep)], [cutListing(y, keep)]);
          const trueRows = rowsByName(truth);
          for (const [name, row] of rowsByName(cut)) {
            const exact = trueRows.get(name);
            for (const side of ["base", "next", "delta"] as const) {
              expect(row[side].min).toBeLessThanOrEqual(exact?.[side].point ?? Number.NaN);
              expect(row[side].max).toBeGreaterThanOrEqual(exact?.[side].point ?? Number.NaN);
            }
            // Without the family: a found direction is the one that the complete listing shows.
            if (row.verdict === "increase") expect(exact?.delta.point).toBeGreaterThan(0);
            if (row.verdict === "decrease") expect(exact?.delta.point).toBeLessThan(0);
            if (!Number.isNaN(row.p) && !Number.isNaN(exact?.p ?? Number.NaN)) {
              expect(row.p).toBeGreaterThanOrEqual((exact?.p ?? 0) * (1 - 1e-9));
            }
          }
          const groups = new Map(
            Array.from({ length: truth.groups.length }, (_, i) => truth.groups.at(i)).map((g) => [
              g.group,
              g,
            ]),
          );
          for (let i = 0; i < cut.groups.length; i++) {
            const { group, base, next } = cut.groups.at(i);
            const exact = groups.get(group);
            expect(base.min <= (exact?.base.point ?? 0) && (exact?.base.point ?? 0) <= base.max).toBe(true);
            expect(next.min <= (exact?.next.point ?? 0) && (exact?.next.point ?? 0) <= next.max).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("explains the whole change, unlisted included, under every exposure", () => {
    fc.assert(
      fc.property(
        counts.filter(hasTicks),
        counts.filter(hasTicks),
        fc.integer({ min: 1, max: 8 }),
        (x, y, keep) => {
          const normalize = { kind: "work", amounts: { base: 3, next: 4 } } as const;
          const { symbols, groups, unlisted, total } = compareProfiles(
            [cutListing(x, keep)],
            [cutListing(y, keep)],
            { normalize },
          );
          expect(sum(symbols.delta) + unlisted.delta).toBeCloseTo(total.delta.point, 9);
          expect(sum(groups.delta) + unlisted.delta).toBeCloseTo(total.delta.point, 9);
        },
      ),
    );
  });

  it("adds up names that occur twice, which is the same as one row with the sum", () => {
    const split = listingProfile({
      rows: [
        ["sanity", 40],
        ["kfree", 30],
        ["sanity", 25],
      ],
    });
    const merged = listingProfile({
      rows: [
        ["sanity", 65],
        ["kfree", 30],
      ],
    });
    const next = listingProfile({
      rows: [
        ["kfree", 31],
        ["sanity", 120],
      ],
    });
    const twice = compareProfiles([split], [next]);
    expect(twice.notes.map(({ code }) => code)).toContain("align/duplicate-name");
    const row = rowsByName(twice).get("sanity");
    const once = rowsByName(compareProfiles([merged], [next])).get("sanity");
    expect({ ...row, baseLine: 0 }).toEqual({ ...once, baseLine: 0 });
  });

  it("takes a straddled count at its point and both ends, and leaves open what they disagree on", () => {
    const base = listingProfile({
      rows: [
        ["f", 100],
        ["g", 100],
      ],
    });
    const verdictOf = (low: number, point: number, high: number): unknown => {
      const row = rowsByName(compareProfiles([base], [straddled(low, point, high)])).get("f");
      return [row?.verdict, row?.undecided];
    };
    expect(verdictOf(200, 200, 200)).toEqual(["increase", null]);
    expect(verdictOf(190, 200, 205)).toEqual(["increase", null]);
    expect(verdictOf(110, 200, 205)).toEqual(["inconclusive", "bounds"]);
  });
});
