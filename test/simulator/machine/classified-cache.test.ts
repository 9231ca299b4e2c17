import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cache } from "../../../src/simulator/machine/cache.ts";
import type { CacheGeometry } from "../../../src/simulator/machine/cache-geometry.ts";
import { ClassifiedCache } from "../../../src/simulator/machine/classified-cache.ts";

const direct: CacheGeometry = { size: 128, ways: 1, block: 32, write: "back", writeMiss: "allocate" };
const BLOCKS = 32;

function readLines(cache: Cache, lines: readonly number[]): void {
  for (const line of lines) cache.read(line * 32, 4);
}

/** The referee: a list of blocks, newest first. */
function countFullyAssociativeMisses(lines: readonly number[], places: number): number {
  const stack: number[] = [];
  let misses = 0;
  for (const line of lines) {
    const at = stack.indexOf(line);
    if (at < 0) misses++;
    else stack.splice(at, 1);
    stack.unshift(line);
    stack.length = Math.min(stack.length, places);
  }
  return misses;
}

describe("ClassifiedCache", () => {
  it.each([
    ["first uses are compulsory", [0, 1, 2, 3], { compulsory: 4, capacity: 0, coherence: 0, conflict: 0 }],
    [
      "two lines in one set conflict",
      [0, 4, 0, 4],
      { compulsory: 2, capacity: 0, coherence: 0, conflict: 2 },
    ],
    [
      "five lines in four places are too many",
      [0, 1, 2, 3, 4, 0],
      { compulsory: 5, capacity: 1, coherence: 0, conflict: 0 },
    ],
  ])("says that %s", (_title, lines, kinds) => {
    const cache = new ClassifiedCache(direct, null, null, BLOCKS);
    readLines(cache, lines);
    expect(cache.readKinds).toEqual(kinds);
  });

  it("blames coherence only for a line that would still be there", () => {
    const cache = new ClassifiedCache(direct, null, null, BLOCKS);
    readLines(cache, [0, 1]);
    cache.invalidate(0);
    cache.invalidate(32);
    readLines(cache, [0, 2, 3, 4, 5, 1]);
    expect(cache.readKinds).toEqual({ compulsory: 6, capacity: 1, coherence: 1, conflict: 0 });
  });

  it("counts as an unclassified cache does, names each miss once, and finds no conflict where there is one set", () => {
    const lines = fc.array(fc.nat(BLOCKS - 1), { maxLength: 300 });
    fc.assert(
      fc.property(lines, fc.constantFrom(1, 2, 4, 8), (list, ways) => {
        const geometry = { ...direct, size: 256, ways };
        const cache = new ClassifiedCache(geometry, null, null, BLOCKS);
        const plain = new Cache(geometry, null, null);
        readLines(cache, list);
        readLines(plain, list);
        const { compulsory, capacity, coherence, conflict } = cache.readKinds;
        expect(cache.readMisses).toBe(plain.readMisses);
        expect(compulsory + capacity + coherence + conflict).toBe(plain.readMisses);
        expect(compulsory).toBe(new Set(list).size);
        if (ways === 8)
          expect([compulsory + capacity, conflict]).toEqual([countFullyAssociativeMisses(list, 8), 0]);
      }),
    );
  });
});
