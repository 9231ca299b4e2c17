import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignProfiles } from "../../src/analysis/align.ts";
import { listingProfile } from "./mail-listings.ts";

const rows = fc.array(
  fc.tuple(
    fc.constantFrom("a", "b", "ab", "é", "e\u0301", "f.part.0", "long_name_of_a_function"),
    fc.nat({ max: 5 }),
  ),
  { maxLength: 12 },
);
const modules = fc.array(fc.constantFrom("", "m1", "m2"), { minLength: 12, maxLength: 12 });
const listing = fc.record({ rows, modules });

interface Listing {
  readonly rows: readonly (readonly [string, number])[];
  readonly modules: readonly string[];
}

/** Compares an alignment with sums in a Map, a listing at a time. */
function expectNaiveSums(listings: readonly Listing[]): void {
  const profiles = listings.map((entry) =>
    listingProfile({
      ...entry,
      coverage: { kind: "complete" },
      low: entry.rows.map(([, count]) => count / 2),
      high: entry.rows.map(([, count]) => 3 * count),
    }),
  );
  // Modules only count where every profile states some, or none does.
  const knows = listings.map((entry) => entry.rows.some((_, i) => entry.modules[i] !== ""));
  const usesModules = knows.every(Boolean);
  const key = (module: string, name: string) => (usesModules ? `${module}\0${name}` : name);
  const expected = listings.map((entry) => {
    const sums = new Map<string, number>();
    entry.rows.forEach(([name, count], i) => {
      if (count > 0)
        sums.set(key(entry.modules[i], name), (sums.get(key(entry.modules[i], name)) ?? 0) + count);
    });
    return sums;
  });
  const alignment = alignProfiles(profiles);
  const keys = Array.from({ length: alignment.length }, (_, row) =>
    key(alignment.moduleAt(row), alignment.nameAt(row)),
  );
  expect(new Set(keys)).toEqual(new Set(expected.flatMap((sums) => [...sums.keys()])));
  expect(keys).toHaveLength(new Set(keys).size);
  const rowsOf = keys.map((name, row) => {
    expect(alignment.tableAt(row)?.name.at(alignment.symbolAt(row))).toBe(alignment.nameAt(row));
    const found = profiles.map((profile, p) => {
      const { counts, low, high, symbol, members } = alignment.aligned[p];
      const isCounted = counts[row] > 0;
      return [
        [counts[row], low?.[row], high?.[row]],
        members?.[row] ?? (isCounted ? 1 : 0),
        isCounted ? profile.symbols.name.at(symbol[row]) : null,
      ];
    });
    const wanted = expected.map((each, p) => {
      const sum = each.get(name) ?? 0;
      const counted = listings[p].rows.filter(
        ([own, count], i) => count > 0 && key(listings[p].modules[i], own) === name,
      );
      return [[sum, sum / 2, 3 * sum], counted.length, sum > 0 ? alignment.nameAt(row) : null];
    });
    return { found, wanted };
  });
  expect(rowsOf.map(({ found }) => found)).toEqual(rowsOf.map(({ wanted }) => wanted));
}

describe("an alignment", () => {
  it("gives each module and name one row with the sum of its counts, in whatever order they come", () => {
    fc.assert(
      fc.property(fc.array(listing, { minLength: 1, maxLength: 4 }), (listings) => expectNaiveSums(listings)),
      {
        numRuns: 300,
      },
    );
  });

  it("does so where each lists the same symbols in the same order, or nearly", () => {
    const counts = fc.array(fc.nat({ max: 2 }), { minLength: 12, maxLength: 12 });
    const odd = fc.option(fc.nat({ max: 11 }), { nil: -1 });
    fc.assert(
      fc.property(
        listing,
        fc.array(fc.tuple(counts, odd), { minLength: 2, maxLength: 3 }),
        (first, others) => {
          const listings = others.map(([own, other]) => ({
            rows: first.rows.map(([name], i): [string, number] => [i === other ? "c" : name, own[i]]),
            modules: first.modules,
          }));
          expectNaiveSums(listings);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is by name alone where one side states no modules, a name of several modules being one row with their sum", () => {
    const ticks = [
      ["memcpy", 5],
      ["memcpy", 7],
      ["tcp_rcv", 3],
    ] as const;
    const perf = listingProfile({
      rows: ticks,
      modules: ["[kernel.kallsyms]", "libc.so.6", "[kernel.kallsyms]"],
    });
    const flat = [["memcpy", 13] as const, ["tcp_rcv", 3] as const];
    const plain = listingProfile({ rows: flat, modules: ["", ""], path: "plain.folded" });
    // A table may hold names of modules that no symbol has: readers of folded stacks know the marks beforehand.
    const unused = { ...plain, symbols: { ...plain.symbols, moduleNames: ["", "[k]", "[i]", "[j]"] } };
    const marked = listingProfile({ rows: flat, modules: ["", "[k]"], path: "marked.folded" });
    for (const other of [plain, unused, marked]) {
      const { length, aligned, notes } = alignProfiles([perf, other]);
      expect([length, ...aligned.map(({ counts }) => [...counts])]).toEqual([2, [12, 3], [13, 3]]);
      expect(notes.map(({ code }) => code)).toEqual(["align/module-unknown", "align/duplicate-name"]);
      expect(notes[0].message).toContain(other.provenance.path);
      expect(notes[1].message).toMatch(/in another module \(such as memcpy\)/);
    }
    expect(alignProfiles([plain, marked]).notes.map(({ code }) => code)).toEqual(["align/module-unknown"]);
    expect(alignProfiles([marked, marked]).notes).toEqual([]);
    // Only [k], [i] and [j] alone are marks.
    for (const name of ["x[k]", "[k]x", "[z]"]) {
      const named = listingProfile({ rows: flat, modules: ["libc", name] });
      expect(
        alignProfiles([perf, listingProfile({ rows: flat, modules: [name, name] }), named]).notes,
      ).toEqual([]);
    }
    expect(alignProfiles([perf, marked]).notes[0].message).toMatch(
      /no modules, only kernel or not: symbols are matched/,
    );
    expect(alignProfiles([perf, plain]).notes[0].message).toMatch(/no modules: symbols are matched/);
    expect(alignProfiles([perf, perf]).length).toBe(3);
  });

  it("of profiles with one symbol table is by index", () => {
    const base = listingProfile({
      rows: [
        ["a", 1],
        ["b", 2],
        ["c", 3],
      ],
    });
    const counts = Float64Array.of(0, 5, 6);
    const next = { ...base, measures: [{ ...base.measures[0], counts, listed: 11, total: 11 }] };
    const { aligned, length } = alignProfiles([base, next]);
    expect(length).toBe(3);
    expect([...aligned[1].counts]).toEqual([0, 5, 6]);
  });

  it("says how many symbols of one name a profile counts, not those that it lists without ticks", () => {
    const twice = listingProfile({
      rows: [
        ["a", 5],
        ["b", 1],
        ["b", 2],
        ["a", 0],
        ["b", 3],
      ],
      coverage: { kind: "complete" },
    });
    const { notes, aligned } = alignProfiles([twice]);
    expect(notes.map(({ message }) => message)).toEqual([
      "listing.txt has 2 further symbols of a name that it lists already (such as b); their counts were added up",
    ]);
    expect([...(aligned[0].members ?? [])]).toEqual([1, 3]);
    expect([...aligned[0].counts]).toEqual([5, 6]);
  });
});
