import * as fc from "fast-check";
import { expect, it } from "vitest";
import { FollowingColumn } from "../../src/model/following-column.ts";

it("holds what was added, whatever it follows, and shares the other column only where it is equal", () => {
  const value = fc.integer({ min: 0, max: 3 });
  const part = fc.record({ values: fc.array(value, { maxLength: 6 }), how: fc.nat(2), expected: fc.nat(40) });
  fc.assert(
    fc.property(fc.array(value), fc.array(part), fc.boolean(), (others, parts, begins) => {
      const model = Uint32Array.from(begins ? [...parts.flatMap(({ values }) => values), ...others] : others);
      const before = [...model];
      const column = new FollowingColumn((length) => new Uint32Array(length), model);
      for (const { values, how, expected } of parts) {
        if (how === 0) for (const one of values) column.push(one);
        else if (how === 1) column.append(Uint32Array.from(values));
        else column.appendFew(Uint32Array.from([9, ...values, 9]), 1, values.length + 1);
        column.reserve(expected);
      }
      const added = parts.flatMap(({ values }) => values);
      const taken = column.take();
      expect([...taken]).toEqual(added);
      expect([...model]).toEqual(before);
      expect(taken.buffer === model.buffer).toBe(added.every((one, i) => one === model[i]));
    }),
  );
});
