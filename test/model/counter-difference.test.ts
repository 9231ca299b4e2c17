import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { subtractCounters } from "../../src/model/counter-difference.ts";

describe("the difference of counters", () => {
  it("gives back what was added, over the end of 32 bits too", () => {
    const counter = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    const growth = fc.integer({ min: 0, max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(fc.array(fc.tuple(counter, growth), { maxLength: 50 }), (pairs) => {
        const before = Uint32Array.from(pairs, ([start]) => start);
        const after = Uint32Array.from(pairs, ([start, added]) => (start + added) % 2 ** 32);
        const { grown, wrapped, backwards } = subtractCounters(after, before);
        expect([...grown]).toEqual(pairs.map(([, added]) => added));
        expect(wrapped).toBe(pairs.filter(([start, added]) => start + added >= 2 ** 32).length);
        expect(backwards).toBe(-1);
      }),
    );
  });

  it("says which counter went back", () => {
    expect(subtractCounters(Uint32Array.of(5, 7), Uint32Array.of(5, 8)).backwards).toBe(1);
  });
});
