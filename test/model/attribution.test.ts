import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attributeBins as attributeSparse } from "../../src/model/attribution.ts";
import { SparseBins } from "../../src/model/sparse-bins.ts";

const attributeBins = (bins: Uint32Array, step: number, starts: Float64Array) => {
  const index = Uint32Array.from(bins.keys()).filter((bin) => bins[bin] > 0);
  return attributeSparse(
    new SparseBins(
      bins.length,
      index,
      bins.filter((ticks) => ticks > 0),
    ),
    step,
    starts,
  );
};

// f1 = [1, 2, 3, 1000], f2 = [10, 20, 30, 40], f3 = [5, 6] at step 4. readprofile 2.38.1 prints 6, 1060, 45 and 6
// for *unknown*.
const BINS = Uint32Array.of(1, 2, 3, 1000, 10, 20, 30, 40, 5, 6);
const STARTS = Float64Array.of(0, 16, 32, 40);

describe("attributeBins", () => {
  test("credits the last bin of a function to it, and counts the ticks that readprofile puts elsewhere", () => {
    const { counts, low, high, movedTicks } = attributeBins(BINS, 4, STARTS);
    expect([...counts]).toEqual([1006, 100, 11, 0]);
    expect([low, high]).toEqual([null, null]);
    expect(movedTicks).toBe(1000 + 40 + 6);
  });

  test("bounds the functions that share a bin and splits it by overlap, whole ticks to the largest remainders", () => {
    // Bin 1 covers bytes 16 to 31: 5 of the first function, 3 of the second, 8 of the third. Of 10 ticks these are
    // 3.125, 1.875 and 5.
    const { counts, low, high } = attributeBins(Uint32Array.of(7, 10, 2), 16, Float64Array.of(0, 21, 24, 48));
    expect([...counts]).toEqual([7 + 3, 2, 5 + 2, 0]);
    expect([...(low ?? [])]).toEqual([7, 0, 2, 0]);
    expect([...(high ?? [])]).toEqual([17, 10, 12, 0]);
  });

  test("puts bins below the first function into *unknown*, inside the sum", () => {
    const { counts, movedTicks } = attributeBins(Uint32Array.of(5, 6, 7), 4, Float64Array.of(8, 12));
    expect([...counts]).toEqual([7, 11]);
    expect(movedTicks).toBe(18);
  });

  const drawn = fc
    .record({
      sizes: fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 12 }),
      gap: fc.constantFrom(0, 0, 3, 40),
      step: fc.constantFrom(1, 2, 4, 16, 64),
      ticks: fc.infiniteStream(fc.oneof(fc.constant(0), fc.nat({ max: 50 }), fc.constant(2 ** 32 - 1))),
    })
    .map(({ sizes, gap, step, ticks }) => {
      const starts: number[] = [gap];
      for (const size of sizes) starts.push(starts[starts.length - 1] + size);
      const bins = Uint32Array.from(ticks.take(Math.floor(starts[starts.length - 1] / step)));
      return { bins, step, starts: Float64Array.from(starts) };
    });

  test("agrees with a model that looks up every byte", () => {
    fc.assert(
      fc.property(drawn, ({ bins, step, starts }) => {
        const unknown = starts.length - 1;
        const ownerOf = (byte: number): number => {
          for (let i = unknown - 1; i >= 0; i--)
            if (starts[i] <= byte) return byte < starts[unknown] ? i : unknown;
          return unknown;
        };
        const low = Array.from({ length: unknown + 1 }, () => 0);
        const high = [...low];
        const shares = [...low];
        bins.forEach((ticks, bin) => {
          const owners = Array.from({ length: step }, (_, i) => ownerOf(bin * step + i));
          for (const owner of owners) shares[owner] += ticks / step;
          const distinct = new Set(owners);
          for (const owner of distinct) {
            high[owner] += ticks;
            if (distinct.size === 1) low[owner] += ticks;
          }
        });
        const found = attributeBins(bins, step, starts);
        expect([...(found.low ?? found.counts)]).toEqual(low);
        expect([...(found.high ?? found.counts)]).toEqual(high);
        expect(found.counts.reduce((a, b) => a + b)).toBe(bins.reduce((a, b) => a + b, 0));
        // A function shares at most its first and its last bin, or lies within one: each is off by less than a tick.
        found.counts.forEach((count, i) => expect(Math.abs(count - shares[i])).toBeLessThan(2 + 1e-3));
      }),
      { numRuns: 500 },
    );
  });

  test("counts a moved tick for every one whose row differs from readprofile's", () => {
    // readprofile gives word i, the bin i - 1, to the function with floor(start / step) <= i < floor(end / step).
    fc.assert(
      fc.property(drawn, ({ bins, step, starts }) => {
        fc.pre(starts[0] === 0);
        const functions = starts.length - 1;
        let moved = 0;
        bins.forEach((ticks, bin) => {
          const alone = new Uint32Array(bins.length);
          alone[bin] = ticks;
          const { counts } = attributeBins(alone, step, starts);
          for (let i = 0; i < functions; i++) {
            const isListed =
              Math.floor(starts[i] / step) <= bin + 1 && bin + 1 < Math.floor(starts[i + 1] / step);
            if (!isListed) moved += counts[i];
          }
        });
        expect(attributeBins(bins, step, starts).movedTicks).toBe(moved);
      }),
    );
  });
});
