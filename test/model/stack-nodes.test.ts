import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StackNodes } from "../../src/model/stack-nodes.ts";

describe("StackNodes", () => {
  it("numbers the distinct paths of a tree in order of first sight, as a map of their texts does", () => {
    const path = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 60 }), (paths) => {
        const nodes = new StackNodes();
        const expected = new Map<string, number>();
        for (const frames of paths) {
          let node = -1;
          for (const [depth, symbol] of frames.entries()) {
            const text = frames.slice(0, depth + 1).join(";");
            if (!expected.has(text)) expected.set(text, expected.size);
            node = nodes.intern(node, symbol);
            expect(node).toBe(expected.get(text));
          }
        }
        expect(nodes.toTable().length).toBe(expected.size);
      }),
    );
  });

  it("finds every node again after its tables have grown", () => {
    const nodes = new StackNodes();
    const intern = (): number[] =>
      Array.from({ length: 5000 }, (_, i) => nodes.intern(nodes.intern(-1, i % 100), i));
    const first = intern();
    expect(new Set(first).size).toBe(5000);
    expect(nodes.length).toBe(5100);
    expect(intern()).toEqual(first);
  });
});
