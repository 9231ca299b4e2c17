import * as fc from "fast-check";
import { expect, it } from "vitest";
import { FollowingColumn } from "../../src/model/following-column.ts";

it("holds what was added, whatever it follows, and shares the other column only where it is equal", () => {
  const value = fc.integer({ min: 0, max: 3 });
  // Some hundred values: a column begins with room for 256.
  const values = fc
    .tuple(fc.array(value, { maxLength: 6 }), fc.integer({ min: 1, max: 60 }))
    .map(([some, times]) => Array.from({ length: times }, () => some).flat());
  const part = fc.record({ values, how: fc.nat(2), expected: fc.nat(600) });
  fc.assert(
    fc.property(fc.array(value), fc.array(part), fc.option(fc.nat(1000)), (others, parts, differsAt) => {
      const all = parts.flatMap((each) => each.values);
      const model = Uint32Array.from(differsAt === null ? others : [...all, ...others]);
      if (differsAt !== null && differsAt < model.length) model[differsAt] = 4;
      const before = [...model];
      const column = new FollowingColumn((length) => new Uint32Array(length), model);
      for (const { values: added, how, expected } of parts) {
        if (how === 0) for (const one of added) column.push(one);
        else if (how === 1) column.append(Uint32Array.from(added));
        else column.appendFew(Uint32Array.from([9, ...added, 9]), 1, added.length + 1);
        column.reserve(expected);
      }
      const taken = column.take();
      expect([...taken]).toEqual(all);
      expect([...model]).toEqual(before);
      expect(taken.buffer === model.buffer).toBe(all.every((one, i) => one === model[i]));
    }),
  );
});
