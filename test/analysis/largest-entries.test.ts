import * as fc from "fast-check";
import { expect, it } from "vitest";
import { selectLargest } from "../../src/analysis/largest-entries.ts";

it("finds the largest by size, the first of equals first, as sorting does", () => {
  const value = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.double({ noNaN: true }));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), fc.nat(20), fc.boolean(), (values, wanted, isPart) => {
      const column = Float64Array.from(values);
      const candidates = Uint32Array.from(values.keys()).filter((i) => !isPart || i % 3 !== 1);
      const sorted = [...candidates].sort((a, b) => Math.abs(column[b]) - Math.abs(column[a]) || a - b);
      const found = isPart ? selectLargest(column, wanted, candidates) : selectLargest(column, wanted);
      expect([...found]).toEqual(sorted.slice(0, wanted));
    }),
  );
});
