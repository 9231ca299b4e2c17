import { describe, expect, it } from "vitest";
import type { Profile } from "../../src/model/profile.ts";
import { PARSERS } from "../../src/parsers/registry.ts";
import { PLAIN, sourceOf } from "./fixture-source.ts";

// 2^53 - 1 is the last whole number before a double skips one (IEEE 754); 2^53 + 1 is the first that it cannot hold.
const LAST = "9007199254740991";
const FIRST_LOST = "9007199254740993";

function read(id: string, text: string): Promise<readonly Profile[]> {
  const parser = PARSERS.find((candidate) => candidate.id === id);
  if (parser === undefined) throw new Error(`no parser ${id}`);
  return parser.parse(sourceOf(text, "big"), PLAIN);
}

const cost = (count: string, sum = count): string =>
  `events: Ir\nfl=a.c\nfn=f\n1 ${count}\nsummary: ${sum}\ntotals: ${sum}\n`;
const report = (count: string): string =>
  [
    "# Samples: 12  of event 'cycles'",
    "# Event count (approx.): 12",
    "#",
    "# Overhead           Samples  Shared Object      Symbol",
    "# ........  ................  .................  .......",
    "#",
    `    23.41%  ${count}  [kernel.kallsyms]  [k] f`,
    "",
  ].join("\n");
const diff = (period: string): string =>
  [
    "# Event 'cycles'",
    "#",
    "# Baseline       Base period  Delta Abs        Period  Shared Object  Symbol",
    "# ........  ................  .........  ............  .............  ......",
    "#",
    `     1.00%  ${period}      +1.00%            12  a.out          [.] f`,
    "",
  ].join("\n");
const opreport = (count: string): string => `samples  %        symbol name\n${count} 100.000  f\n`;

describe("a count above 2^53 - 1", () => {
  it.each([
    ["readprofile", `c0125580 f ${FIRST_LOST} 6.5238\nc0125590 g 47 0.0347\n`, 1, 12],
    ["readprofile", `c0125590 g 47 0.0347\n> c0125580 f ${FIRST_LOST} 6.5238\n`, 2, 14],
    ["readprofile", `  47 g 0.0347\n${FIRST_LOST} f 6.5238\n`, 2, 1],
    ["cachegrind", cost(FIRST_LOST), 4, 3],
    ["callgrind", cost(FIRST_LOST), 4, 3],
    ["perf-report", report(FIRST_LOST), 7, 13],
    ["perf-diff", diff(FIRST_LOST), 6, 13],
    ["oprofile", opreport(FIRST_LOST), 2, 1],
  ])("in %s is refused at its place", async (id, text, line, column) => {
    await expect(read(id, text)).rejects.toMatchObject({
      kind: "parse",
      code: "count/too-large",
      message: expect.stringContaining(FIRST_LOST),
      hint: expect.stringContaining("too small a unit"),
      location: { path: "big", line, column },
    });
  });

  it.each([
    ["readprofile", `c0125580 f ${LAST} 0.0001\n`],
    ["csv", `symbol,ticks\nf,${LAST}\n`],
    ["folded", `main;f ${LAST}\n`],
    ["cachegrind", cost(LAST)],
    ["perf-diff", diff(LAST)],
    ["oprofile", opreport(LAST)],
  ])("is one more than %s takes", async (id, text) => {
    const [profile] = await read(id, text);
    expect(String(profile.measures[0].total)).toBe(LAST);
  });

  it.each([
    ["readprofile", `c0125580 f ${LAST} 0.0001\nc0125590 g 1 0.0001\n`, 2],
    ["csv", `symbol,ticks\nf,${LAST}\ng,1\n`, 3],
    ["csv", "symbol,ticks\nf,1e308\ng,1e308\n", 2],
    ["folded", `main;f ${LAST}\nmain;g 1\n`, 2],
  ])("as a sum in %s is refused where the sum passes it", async (id, text, line) => {
    await expect(read(id, text)).rejects.toMatchObject({
      kind: "parse",
      code: "count/too-large",
      location: { path: "big", line },
    });
  });
});
