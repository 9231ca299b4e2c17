import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText, encodeText } from "../../src/model/byte-text.ts";
import { TextColumn } from "../../src/model/text-column.ts";
import { TextInterner } from "../../src/model/text-interner.ts";

// Bytes from which broken and whole UTF-8, and what looks like an escape, come up often.
const names = fc.array(
  fc.oneof(
    fc
      .constantFrom("\\x", "\\xE9", "\\x5C", "\\", "\ufffd", "\ufeff", "größe", "😀", "f")
      .map((text) => Buffer.from(text)),
    fc.constantFrom(0xe9, 0xc3, 0xff, 0xf0, 0x9f, 0x80, 0xed, 0xa0).map((byte) => Buffer.of(byte)),
    fc.uint8Array({ maxLength: 5 }).map((bytes) => Buffer.from(bytes)),
  ),
  { maxLength: 5 },
);

describe("a name as text", () => {
  it("gives its bytes back, whatever they are", () => {
    fc.assert(
      fc.property(names, (parts) => {
        const bytes = Buffer.concat(parts);
        expect(Buffer.from(encodeText(decodeText(bytes))).equals(bytes)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("is the text itself where it is UTF-8, by Node's own decoder", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        fc.pre(!/\\x[0-9A-F]{2}/.test(text));
        expect(decodeText(Buffer.from(text))).toBe(text);
      }),
    );
  });

  it.each([
    ["caf\xe9", "caf\\xE9"],
    ["caf\xc3\xa9", "café"],
    ["\xe2\x82", "\\xE2\\x82"],
    ["\xed\xa0\x80", "\\xED\\xA0\\x80"],
    ["\xef\xbf\xbd", "\ufffd"],
    ["a\\xE9", "a\\x5CxE9"],
    ["C:\\xampp", "C:\\xampp"],
    ["\xef\xbb\xbff", "\ufefff"],
  ])("shows %j as %j", (latin1, text) => {
    expect(decodeText(Buffer.from(latin1, "latin1"))).toBe(text);
  });

  it("stays two where the bytes are two, in every place that holds names", () => {
    const interner = new TextInterner();
    const spellings = ["caf\xe9", "caf\xe8", "caf\\xE9"].map((name) => Buffer.from(name, "latin1"));
    const ids = spellings.map((bytes) => interner.intern(bytes, 0, bytes.length));
    expect(new Set(ids.map((id) => interner.at(id))).size).toBe(3);
    const column = interner.toColumn();
    expect(ids.map((id) => column.at(id))).toEqual(ids.map((id) => interner.at(id)));
    const slice = column.slicer();
    expect(ids.map((id) => slice(id))).toEqual(ids.map((id) => interner.at(id)));
    const ascii = TextColumn.from(["f", "a\\xE9"]);
    expect(ascii.slicer()(1)).toBe(ascii.at(1));
  });
});
