import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { styledCharsFromTokens, tokenize } from "../../node_modules/@alcalzone/ansi-tokenize/build/index.js";
import Theirs from "../../node_modules/ink/build/output.js";
// @ts-expect-error -- a script of the build, which has no types
import Ours from "../../scripts/ink-output.mjs";

type Clip = Parameters<Theirs["clip"]>[0];

interface Write {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

const SIZE = { width: 40, height: 8 };
const PLAIN = { transformers: [(text: string) => text] };

/** What a terminal shows of a frame: characters with their styles, blanks at the ends of lines left out. */
function cellsOf(Output: typeof Theirs, writes: readonly Write[], clip?: Clip): unknown[] {
  const output = new Output(SIZE);
  if (clip !== undefined) output.clip(clip);
  for (const { x, y, text } of writes) output.write(x, y, text, PLAIN);
  const { output: text, height } = output.get();
  expect(height).toBe(SIZE.height);
  return text
    .split("\n")
    .map((line) =>
      styledCharsFromTokens(tokenize(line)).map(({ value, styles }) => [
        value,
        ...styles.map(({ code }) => code),
      ]),
    );
}

const piece = fc.oneof(
  fc.constantFrom("plain text", "Δ ≥1.04 ∞", "█▎├─→ …", "e\u0301", "計測", "  ", "a"),
  fc.constantFrom(
    "\u001b[31mred\u001b[39m",
    "\u001b[7m> row   \u001b[27m",
    "\u001b[1;38;5;208mx\u001b[39;22m",
  ),
);
const line = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(""));

describe("a frame", () => {
  it("of whole lines has the cells that ink makes of it", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: SIZE.height }), (lines) => {
        const writes = lines.map((text, y) => ({ x: 0, y, text }));
        expect(cellsOf(Ours, writes)).toEqual(cellsOf(Theirs, writes));
      }),
    );
  });

  it.each<[string, readonly Write[], Clip?]>([
    ["that begins within a line", [{ x: 3, y: 1, text: "abc" }]],
    [
      "with two pieces in a line",
      [
        { x: 0, y: 1, text: "long text" },
        { x: 0, y: 1, text: "abc" },
      ],
    ],
    ["with a piece of two lines", [{ x: 0, y: 1, text: "a\nb" }]],
    ["that leaves the screen", [{ x: 0, y: 9, text: "abc" }]],
    ["that is clipped", [{ x: 0, y: 1, text: "abcdef" }], { x1: 0, x2: 3, y1: 0, y2: 8 }],
  ])("%s goes ink's way", (_, writes, clip) => {
    expect(cellsOf(Ours, writes, clip)).toEqual(cellsOf(Theirs, writes, clip));
  });
});
