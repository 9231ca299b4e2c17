import * as fc from "fast-check";
import { expect, it } from "vitest";
import { measureCells } from "../../src/text/cell-width.ts";
import { escapeTerminal } from "../../src/text/escape-terminal.ts";
import { shortenMiddle } from "../../src/text/shorten-middle.ts";

it("keeps both ends of a name", () => {
  expect(shortenMiddle("csum_partial_copy_generic", 25, "…")).toBe("csum_partial_copy_generic");
  expect(shortenMiddle("csum_partial_copy_generic", 11, "…")).toBe("csum_…neric");
  expect(shortenMiddle("csum_partial_copy_generic", 11, "...")).toBe("csum...eric");
});

it("says how long a very long name is", () => {
  const name = `a${"x".repeat(9_998)}z`;
  expect(shortenMiddle(name, 60, "…")).toBe(`a${"x".repeat(19)}…(10000 characters)…${"x".repeat(19)}z`);
});

it("never cuts a wide character in two", () => {
  expect(shortenMiddle("漢字漢字漢字", 6, "…")).toBe("漢…字");
});

it("never exceeds its cells", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 400 });
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 80 }), (name, cells) => {
      expect(measureCells(shortenMiddle(escapeTerminal(name), cells, "…"))).toBeLessThanOrEqual(cells);
    }),
  );
});
