import { describe, expect, it } from "vitest";
import type { Profile } from "../../../src/model/profile.ts";
import { ZcprofError } from "../../../src/model/zcprof-error.ts";
import { readprofileText } from "../../../src/parsers/readprofile-text.ts";
import { PLAIN, readFixture, sourceOf } from "../fixture-source.ts";
import { contentOf } from "../profile-content.ts";

async function read(text: string): Promise<readonly Profile[] | ZcprofError> {
  try {
    return await readprofileText.parse(sourceOf(Buffer.from(text, "latin1"), "a.txt"), PLAIN);
  } catch (error) {
    if (!(error instanceof ZcprofError)) throw error;
    return error;
  }
}

const replaceColumn =
  (index: number, by: (column: string) => string) =>
  (line: string): string => {
    let at = -1;
    return line.replaceAll(/[^ ]+/g, (column) => (++at === index ? by(column) : column));
  };
const lastColumn = (line: string): number => line.trim().split(/ +/).length - 1;

/** What happens to one line; a total row and a function suffer alike. */
const DAMAGES: readonly (readonly [name: string, damage: (line: string) => string])[] = [
  [
    "a letter in the ticks",
    (line) => replaceColumn(/^[0-9a-f]{8}/.test(line) ? 2 : 0, (ticks) => ticks.replace(/^\d/, "$&x"))(line),
  ],
  [
    "a letter in the load",
    (line) => replaceColumn(lastColumn(line), (load) => load.replace(/\d$/, "o"))(line),
  ],
  ["the load cut off", (line) => line.replace(/ +[^ ]+$/, "")],
  ["a decimal of the load cut off", (line) => line.slice(0, -1)],
  ["half of the line cut off", (line) => line.slice(0, Math.floor(line.length / 2))],
  ["all but the first six bytes cut off", (line) => line.slice(0, 6)],
  ["the name lost", (line) => line.replace(/(?<=\d +|^[0-9a-f]+ +)[a-z_*][^ ]*/i, "")],
  ["the line broken behind the name", (line) => line.replace(/ +(?=[\d.]+( +[\d.]+)?$)/, "\n")],
  ["the next line joined on", (line) => `${line}\0`],
  ["the line twice", (line) => `${line}\n${line}`],
];

describe.each([
  "readprofile/lo.rp-v.txt",
  "readprofile/p6.rp.txt",
  "readprofile/tail15.txt",
  "raw-profile/p6.rp-v-b.txt.gz",
])("damage to a line of %s", (file) => {
  const text = readFixture(file).toString("latin1");
  const lines = text.trimEnd().split("\n");
  // The silent functions of -b -v are thousands of the same line.
  const places = [...lines.keys()]
    .filter((i) => lines[i] !== "  total\t\t\t\t0")
    .filter((_, i, all) => all.length < 300 || i % 5 === 0 || i > all.length - 5);

  it.each(DAMAGES)("is an error with its place, or said beside the numbers: %s", async (name, damage) => {
    const whole = await read(text);
    if (whole instanceof ZcprofError) throw whole;
    let errors = 0;
    for (const i of places) {
      const broken = damage(lines[i]);
      // An empty line ends a listing; that of `0 *unknown*` cut to its blanks is one.
      if (broken === lines[i] || broken.trim() === "") continue;
      const result = await read(
        `${[...lines.slice(0, i), broken, ...lines.slice(i + 1)].join("\n")}\n`.replace("\0\n", " "),
      );
      if (result instanceof ZcprofError) {
        errors += 1;
        expect(result).toMatchObject({ kind: "parse", location: { path: "a.txt" } });
        const { line = 0, column = 0 } = result.location ?? {};
        expect(
          [line, column].every((place) => Number.isInteger(place) && place > 0),
          `${name}, line ${i + 1}: ${result.message}`,
        ).toBe(true);
      } else {
        const isSame = JSON.stringify(result.map(contentOf)) === JSON.stringify(whole.map(contentOf));
        const isSaid = result.some(({ diagnostics }) => diagnostics.length > 0);
        expect(
          isSame || isSaid,
          `${name}, line ${i + 1}: ${JSON.stringify(broken)} is read without a word`,
        ).toBe(true);
      }
    }
    // Most kinds must be errors at almost every line, or this test would pass on notes alone.
    if (!file.includes("-b") && !name.startsWith("the line twice"))
      expect(errors).toBeGreaterThan(places.length * 0.9);
  });
});

describe("the place of a damaged row", () => {
  it.each([
    [
      "bad-count",
      'expected a tick count, found "4a7"',
      2,
      19,
      "c0224734 a 47 0.0347\nc01127dc schedule 4a7 0.0340\nc021599c b 54 0.1688\n",
    ],
    [
      "bad-count",
      'expected a tick count, found "4a7"',
      2,
      23,
      "> > c0224734 a 47 0.0347\n> > c01127dc schedule 4a7 0.0340\n",
    ],
    [
      "bad-load",
      'expected a load with four decimals, found "0.034"',
      1,
      22,
      "c01127dc schedule 54 0.034\nc021599c b 54 0.1688\n",
    ],
    [
      "bad-address",
      'expected an address of 8 to 16 hexadecimal digits, found "c01G27dc"',
      2,
      1,
      "c0224734 a 47 0.0347\nc01G27dc schedule 54 0.0340\n",
    ],
    [
      "short-row",
      "expected a load with four decimals, found the end of the line",
      2,
      21,
      "c0224734 a 47 0.0347\nc01127dc schedule 54\n",
    ],
    [
      "bad-count",
      'expected a tick count, found "x"',
      2,
      1,
      "    47 a     0.0347\nx schedule 0.0340\n    54 b     0.1688\n",
    ],
    [
      "sum-above-total",
      "the rows add up to 101 ticks, more than the 100 of this total row",
      3,
      16,
      "c0224734 a 47 0.0347\nc01127dc b 54 0.0340\n00000000 total 100 0.0021\n",
    ],
    [
      "total-without-name",
      "expected the total row at address 0",
      2,
      10,
      "c0224734 a 47 0.0347\n00000000 totl 47 0.0021\n",
    ],
    [
      "row-twice",
      "the row of a at this address stands on line 1 already",
      2,
      1,
      "c0224734 a 47 0.0347\nc0224734 a 47 0.0347\n00000000 total 200 0.0021\n",
    ],
    [
      "counters-above-row",
      "the counters of this function add up to more than its row",
      3,
      1,
      "     2 f    0.2500\n\t0xc0100000\tf+0\t1\n\t0xc0100004\tf+0x4\t2\n",
    ],
    [
      "bins-unequal-total",
      "the bins of f add up to 2, not to this total of 3",
      3,
      1,
      "f:\n\tc0100000\t2\n  total\t\t\t\t3\n",
    ],
    [
      "bins-without-total",
      "the bins of f add up to 2, but its total is missing",
      1,
      1,
      "f:\n\tc0100000\t2\ng:\n\tc0100004\t1\n  total\t\t\t\t1\n",
    ],
  ])("%s: %s", async (code, message, line, column, text) => {
    expect(await read(text)).toMatchObject({
      code: `readprofile/${code}`,
      message,
      location: { path: "a.txt", line, column },
    });
  });

  it("is that of any line which nobody can read between two rows", async () => {
    const text =
      "c0224734 a 47 0.0347\nthe mailer ate this line\nc01127dc b 54 0.0340\n00000000 total 200 0.0021\n";
    expect(await read(text)).toMatchObject({
      kind: "parse",
      location: { line: 2, text: "the mailer ate this line" },
    });
  });

  it("is not made of prose that follows a listing", async () => {
    const listing = "c0224734 a 47 0.0347\n00000000 total 47 0.0021\n";
    for (const prose of [
      "2001 was a good year for copies in the kernel",
      "Note: c0125580 is in vmlinux",
      "45 percent!",
      "---",
    ]) {
      const result = await read(`${listing}${prose}\n\n${listing}`);
      expect(result).toHaveLength(2);
    }
  });
});
