import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findBins } from "../../src/analysis/find-bins.ts";
import { SparseBins } from "../../src/model/sparse-bins.ts";
import type { SymbolMap } from "../../src/model/symbol-map.ts";
import { listingProfile } from "./mail-listings.ts";

const TEXT = 0xc0100000n;

/** Functions one after the other, of these lengths in bytes. */
function mapOf(functions: readonly (readonly [name: string, bytes: number])[]): SymbolMap {
  let end = 0;
  const starts = Float64Array.from([0, ...functions.map(([, bytes]) => (end += bytes))]);
  const rows = [...functions.map(([name]) => [name, 0] as const), ["*unknown*", 0] as const];
  return { path: "System.map", textStart: TEXT, starts, symbols: listingProfile({ rows }).symbols };
}

function binsOf(ticks: readonly number[]): SparseBins {
  const index = Uint32Array.from(ticks.keys()).filter((bin) => ticks[bin] > 0);
  return new SparseBins(
    ticks.length,
    index,
    index.map((bin) => ticks[bin]),
  );
}

describe("the bins of a symbol", () => {
  it("are those with ticks that overlap it, each with its neighbours", () => {
    // Bins of 16 bytes: a has 0 to 20, b 20 to 24, c 24 to 64.
    const map = mapOf([
      ["a", 20],
      ["b", 4],
      ["c", 40],
    ]);
    const bins = binsOf([3, 5, 0, 7]);
    expect(findBins(bins, 16, map, "b")).toEqual([
      { address: TEXT + 16n, offset: -4, ticks: 5, others: ["a", "c"] },
    ]);
    expect(findBins(bins, 16, map, "c")).toEqual([
      { address: TEXT + 16n, offset: -8, ticks: 5, others: ["a", "b"] },
      { address: TEXT + 48n, offset: 24, ticks: 7, others: [] },
    ]);
    expect(findBins(bins, 16, map, "*unknown*")).toBeNull();
    expect(findBins(binsOf([0, 0, 0, 7]), 16, map, "a")).toEqual([]);
  });

  it("are what looking at every byte finds, of all functions of a name", () => {
    const functions = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.integer({ min: 1, max: 40 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        functions,
        fc.array(fc.nat(2), { minLength: 90 }),
        fc.constantFrom(4, 16),
        (list, ticks, step) => {
          const owner = list.flatMap(([, bytes], f) => Array.from({ length: bytes }, () => f));
          const lying = (bin: number) => [...new Set(owner.slice(bin * step, (bin + 1) * step))];
          const length = Math.ceil(owner.length / step);
          const expected = list.flatMap(([name], f) =>
            name === "a"
              ? Array.from({ length }, (_, bin) => bin)
                  .filter((bin) => ticks[bin] > 0 && lying(bin).includes(f))
                  .map((bin) => ({
                    address: TEXT + BigInt(bin * step),
                    offset: bin * step - owner.indexOf(f),
                    ticks: ticks[bin],
                    others: lying(bin)
                      .filter((other) => other !== f)
                      .map((other) => list[other][0]),
                  }))
              : [],
          );
          const found = findBins(binsOf(ticks.slice(0, length)), step, mapOf(list), "a");
          expect(found).toEqual(list.some(([name]) => name === "a") ? expected : null);
        },
      ),
    );
  });
});
