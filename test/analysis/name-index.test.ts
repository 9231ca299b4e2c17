import { describe, expect, it } from "vitest";
import { alignProfiles } from "../../src/analysis/align.ts";
import { NameIndex } from "../../src/analysis/name-index.ts";
import { createRandom } from "../../src/stats/random.ts";
import { listingProfile } from "./mail-listings.ts";

const MODULES = ["", "libc", "kernel"];
const random = createRandom(11);
const below = (limit: number): number => Math.floor(random.nextUniform() * limit);
/** Names of few letters: many of one length, many that differ in one character. */
const manyNames = (length: number) =>
  Array.from({ length }, () => ({
    name: Array.from({ length: 1 + below(6) }, () => "abcdef"[below(6)]).join(""),
    module: MODULES[below(3)],
    ticks: 1 + below(9),
  }));
const profileOf = (symbols: ReturnType<typeof manyNames>) =>
  listingProfile({
    rows: symbols.map(({ name, ticks }) => [name, ticks]),
    modules: symbols.map(({ module }) => module),
    coverage: { kind: "complete" },
  });

describe("thousands of names", () => {
  it("have one number each, in order of first sight, however often the index grows", () => {
    const tables = [manyNames(3000), manyNames(6000), manyNames(2000)];
    const index = new NameIndex();
    const known = new Map<string, number>();
    for (const table of tables) {
      const { symbols } = profileOf(table);
      const modules = symbols.moduleNames.map((name) => MODULES.indexOf(name));
      index.begin({ symbols, modules }, 10);
      const found = table.map((_, i) => index.intern(i));
      const expected = table.map(({ name, module }) => {
        const key = `${module}\0${name}`;
        known.set(key, known.get(key) ?? known.size);
        return known.get(key);
      });
      expect(found).toEqual(expected);
    }
    expect(index.length).toBe(known.size);
    const told = Array.from({ length: index.length }, (_, id) => {
      const { symbols } = index.tableAt(id);
      const symbol = index.symbolAt(id);
      return `${symbols.moduleNames[symbols.module[symbol]]}\0${symbols.name.at(symbol)}`;
    });
    expect(told).toEqual([...known.keys()]);
  });

  it("are aligned as sums in a map, where the lists are nearly one list", () => {
    const first = manyNames(3000);
    const others = [0, 1].map(() =>
      first
        .filter(() => below(20) > 0)
        .flatMap((symbol) => (below(20) > 0 ? [symbol] : [...manyNames(1), symbol]))
        .map(({ name, module }) => ({ name, module, ticks: 1 + below(9) })),
    );
    const lists = [first, ...others];
    const sums = lists.map((list) => {
      const sum = new Map<string, number>();
      for (const { name, module, ticks } of list)
        sum.set(`${module}\0${name}`, (sum.get(`${module}\0${name}`) ?? 0) + ticks);
      return sum;
    });
    const alignment = alignProfiles(lists.map((list) => profileOf(list)));
    const keys = Array.from(
      { length: alignment.length },
      (_, row) => `${alignment.moduleAt(row)}\0${alignment.nameAt(row)}`,
    );
    expect(keys).toEqual([...new Set(sums.flatMap((sum) => [...sum.keys()]))]);
    expect(alignment.aligned.map(({ counts }) => [...counts])).toEqual(
      sums.map((sum) => keys.map((key) => sum.get(key) ?? 0)),
    );
  });
});
