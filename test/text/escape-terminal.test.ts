import * as fc from "fast-check";
import { expect, it } from "vitest";
import { escapeTerminal } from "../../src/text/escape-terminal.ts";
import { HOSTILE_NAMES } from "./hostile-names.ts";

// Controls, DEL, C1, bidi, zero-width, separators, byte order mark: what a terminal acts on or hides.
const DANGEROUS = /[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]/;

it("leaves printable names as they are", () => {
  for (const name of ["file_read_actor", "std::vector<int>", "naïve", "漢字", "a b", "e\u0301"]) {
    expect(escapeTerminal(name)).toBe(name);
  }
});

it("spells what is hidden", () => {
  expect(escapeTerminal("a\tb\nc\rd")).toBe("a\\tb\\nc\\rd");
  expect(escapeTerminal("\x1b[31m")).toBe("\\x1b[31m");
  expect(escapeTerminal("\x9b\u202e\u200b")).toBe("\\x9b\\u{202e}\\u{200b}");
  expect(escapeTerminal("\ud800")).toBe("\\u{d800}");
  expect(escapeTerminal("\ufff9")).toBe("\\u{fff9}");
});

it("lets at most three marks sit on a letter, and none on nothing", () => {
  expect(escapeTerminal("e\u0301\u0302\u0303\u0304")).toBe("e\u0301\u0302\u0303\\u{0304}");
  expect(escapeTerminal("\u0301e")).toBe("\\u{0301}e");
});

it("leaves nothing that a terminal acts on, whatever the text", () => {
  for (const name of HOSTILE_NAMES) expect(stripPairs(escapeTerminal(name))).not.toMatch(DANGEROUS);
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => !DANGEROUS.test(stripPairs(escapeTerminal(text)))),
  );
});

// Whole surrogate pairs are characters, only halves are dangerous.
function stripPairs(text: string): string {
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, "");
}
