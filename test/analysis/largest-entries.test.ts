import * as fc from "fast-check";
import { expect, it } from "vitest";
import { LargestEntries, selectLargest } from "../../src/analysis/largest-entries.ts";

it("finds the largest by size, the first of equals first, as sorting does", () => {
  const value = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.double({ noNaN: true }));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), fc.nat(20), fc.boolean(), (values, wanted, isPart) => {
      const column = Float64Array.from(values);
      const offered = [...values.keys()].filter((i) => !isPart || i % 3 !== 1);
      const sorted = [...offered].sort((a, b) => Math.abs(column[b]) - Math.abs(column[a]) || a - b);
      if (!isPart) expect([...selectLargest(column, wanted)]).toEqual(sorted.slice(0, wanted));
      const largest = new LargestEntries(column, wanted + 1);
      for (const i of offered) largest.offer(i);
      expect([...largest.take()]).toEqual(sorted.slice(0, wanted + 1));
    }),
  );
});
