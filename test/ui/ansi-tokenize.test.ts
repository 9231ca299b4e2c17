import * as fc from "fast-check";
import { expect, it } from "vitest";
import * as theirs from "../../node_modules/@alcalzone/ansi-tokenize/build/index.js";
// @ts-expect-error -- a script of the build, which has no types
import * as ours from "../../scripts/ansi-tokenize.mjs";

it("lines are cut into the cells that the package cuts them into", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "\u001b[31m",
      "\u001b[39m",
      "\u001b[1;38;5;208m",
      "\u001b[0m",
      "\u001b[m",
      "\u001b[7m",
      "\u001b[999m",
    ),
    fc.constantFrom(
      "plain text",
      "Δ ≥1.04 ≤0.88 ∞",
      "█▎├─→ …",
      "é",
      "e\u0301",
      "計測",
      "👩‍👩‍👧",
      "\u200b",
      "®️",
      "a\u00adb",
    ),
    fc.constantFrom("\u001b]0;title\u0007", "\u001b[2K", "\u001b", "\t"),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const line = pieces.join("");
      const cells = theirs.styledCharsFromTokens(theirs.tokenize(line));
      // Twice: the second time from memory.
      for (const _ of [1, 2]) expect(ours.styledCharsFromTokens(ours.tokenize(line))).toEqual(cells);
      expect(ours.styledCharsToString(cells)).toBe(theirs.styledCharsToString(cells));
    }),
    { numRuns: 500 },
  );
});
