import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDecimal } from "../../src/parsers/decimal.ts";

const read = (text: string): number => readDecimal(Buffer.from(`x${text}y`), 1, 1 + text.length);

const digits = (maxLength: number): fc.Arbitrary<string> =>
  fc.stringMatching(/^\d+$/, { maxLength }).filter((text) => text.length > 0);

describe("readDecimal", () => {
  it("reads what JavaScript reads, to the last bit", () => {
    const text = fc.oneof(
      digits(20),
      fc.tuple(digits(12), digits(12)).map(([whole, fraction]) => `${whole}.${fraction}`),
      fc
        .tuple(digits(3), digits(3), digits(2))
        .map(([whole, fraction, power]) => `${whole}.${fraction}e-${power}`),
    );
    fc.assert(
      fc.property(text, (number) => {
        expect(read(number)).toBe(Number(number));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    "",
    ".",
    "1.",
    ".5",
    "1.2.3",
    "-1",
    "+1",
    " 1",
    "1 ",
    "0x1f",
    "1e",
    "1.5e",
    "nan",
    "Infinity",
    "1,5",
  ])("takes %j for no number", (text) => {
    expect(read(text)).toBeNaN();
  });
});
