import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cache } from "../../../src/simulator/machine/cache.ts";
import { type CacheGeometry, findGeometryFaults } from "../../../src/simulator/machine/cache-geometry.ts";
import { INVALID } from "../../../src/simulator/machine/line-state.ts";
import { NaiveCache } from "./naive-cache.ts";

const SPAN = 4096;

const geometry = fc
  .record({
    block: fc.constantFrom(4, 8, 16, 32, 64),
    waysLog: fc.nat(4),
    setsLog: fc.nat(4),
    write: fc.constantFrom("back", "through"),
    writeMiss: fc.constantFrom("allocate", "around"),
  })
  .map(
    ({ block, waysLog, setsLog, write, writeMiss }): CacheGeometry => ({
      size: block * 2 ** (waysLog + setsLog),
      ways: 2 ** waysLog,
      block,
      write,
      writeMiss,
    }),
  );

const step = fc.record({
  kind: fc.constantFrom("read", "write", "copyBack", "invalidate"),
  address: fc.nat(SPAN),
  size: fc.integer({ min: 1, max: 100 }),
});

function countsOf(cache: Cache): NaiveCache["counts"] {
  const { readFetches, writeFetches, readMisses, writeMisses, bytesFrom, bytesTo } = cache;
  return { readFetches, writeFetches, readMisses, writeMisses, bytesFrom, bytesTo };
}

const small: CacheGeometry = { size: 1024, ways: 4, block: 32, write: "back", writeMiss: "allocate" };

describe("Cache", () => {
  it("counts like a naive cache on random accesses to one or two random levels", () => {
    fc.assert(
      fc.property(
        geometry,
        fc.option(geometry),
        fc.array(step, { maxLength: 300 }),
        (upper, under, steps) => {
          const lower = under && new Cache(under, null, null);
          const top = new Cache(upper, lower, null);
          const naiveLower = under && new NaiveCache(under, null);
          const naiveTop = new NaiveCache(upper, naiveLower);
          for (const { kind, address, size } of steps) {
            if (kind === "read") top.read(address, size);
            else if (kind === "write") top.write(address, size);
            else if (kind === "copyBack") top.copyBack(address);
            else top.invalidate(address);
            if (kind === "copyBack") naiveTop.copyBack(address);
            else if (kind === "invalidate") naiveTop.invalidate(address);
            else naiveTop.access(address, size, kind === "write");
          }
          expect(countsOf(top)).toEqual(naiveTop.counts);
          if (lower && naiveLower) expect(countsOf(lower)).toEqual(naiveLower.counts);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("never misses more with more ways of the same sets", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), fc.nat(3), fc.nat(3), (steps, setsLog, waysLog) => {
        const misses = [0, 1].map((more) => {
          const ways = 2 ** (waysLog + more);
          const cache = new Cache({ ...small, size: 32 * 2 ** setsLog * ways, ways }, null, null);
          for (const { kind, address, size } of steps) {
            if (kind === "write") cache.write(address, size);
            else cache.read(address, size);
          }
          return cache.readMisses + cache.writeMisses;
        });
        expect(misses[1]).toBeLessThanOrEqual(misses[0]);
      }),
    );
  });

  it("fetches nothing for a store that covers its whole line", () => {
    const cache = new Cache(small, null, null);
    cache.write(4096, 8 * 32);
    expect([cache.bytesFrom, cache.writeMisses, cache.wholeBlockStores]).toEqual([0, 8, 8]);
  });

  it("takes a place in the level below for a whole store, and pushes out what was dirty there", () => {
    const lower = new Cache({ ...small, size: 128 }, null, null);
    const upper = new Cache({ ...small, size: 64, ways: 2 }, lower, null);
    lower.write(0, 4);
    for (const line of [1, 2, 3]) lower.read(line * 32, 4);
    const fetched = lower.readMisses;
    upper.storeWhole(4);
    expect(lower.stateOf(4 * 32)).not.toBe(INVALID);
    expect([lower.stateOf(0), lower.dirtyVictims]).toEqual([INVALID, 1]);
    expect([upper.wholeBlockStores, upper.wholeStoresHeldBelow, lower.readMisses]).toEqual([1, 0, fetched]);
    upper.read(5 * 32, 4);
    upper.read(6 * 32, 4);
    upper.storeWhole(4);
    expect([upper.wholeBlockStores, upper.wholeStoresHeldBelow]).toEqual([2, 1]);
  });

  it("evicts the line whose last use is the longest ago", () => {
    const cache = new Cache({ ...small, size: 128 }, null, null);
    for (const line of [0, 1, 2, 3, 0, 4]) cache.read(line * 32, 4);
    expect([0, 1, 2, 3, 4].map((line) => cache.stateOf(line * 32) !== INVALID)).toEqual([
      true,
      false,
      true,
      true,
      true,
    ]);
  });
});

describe("findGeometryFaults", () => {
  it.each([
    [{ size: 1000 }, "size"],
    [{ ways: 3 }, "ways"],
    [{ ways: 64 }, "ways"],
    [{ block: 2 }, "block"],
    [{ block: 2048 }, "block"],
    [{ size: 0 }, "size"],
    [{ size: 2 ** 29 }, "size"],
    [{ ways: Number.NaN }, "ways"],
  ])("names the impossible field of %j", (change, field) => {
    expect(findGeometryFaults({ ...small, ...change }).map(([name]) => name)).toEqual([field]);
  });

  it("accepts a fully associative cache", () => {
    expect(findGeometryFaults({ ...small, ways: 32 })).toEqual([]);
  });
});
