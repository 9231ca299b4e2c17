import { describe, expect, it } from "vitest";
import { readprofileText } from "../../../src/parsers/readprofile-text.ts";
import { PLAIN, readFixture, sourceOf } from "../fixture-source.ts";
import { flatCounts } from "../flat-counts.ts";

const read = (text: string) => readprofileText.parse(sourceOf(text, "a.txt"), PLAIN);
const row = (ticks: number, name: string): string => `${ticks} ${name} ${(ticks / 16).toFixed(4)}\n`;

// p6.rp.txt is what readprofile printed: 203 lines, the last of them 1741 total.
const printed = readFixture("readprofile/p6.rp.txt").toString().trimEnd().split("\n");
const rows = printed.filter((line) => !/ total | \*unknown\*/.test(line));
const total = printed.filter((line) => / total /.test(line));

describe("a listing whose rows do not reach its total", () => {
  it.each([
    ["as printed", rows],
    ["sorted by ticks", rows.toSorted((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10))],
  ])(
    "for one row that was deleted, %s, bounds that row by what is missing and says so at the total",
    async (_, all) => {
      const at = all.findIndex((line) => Number.parseInt(line, 10) === 20);
      const [profile] = await read([...all.toSpliced(at, 1), ...total].join("\n"));
      expect(profile.measures[0]).toMatchObject({
        coverage: { kind: "unstated", absent: "unknown" },
        listed: 1741 - 20,
        total: 1741,
      });
      expect(profile.diagnostics).toMatchObject([
        {
          code: "readprofile/rows-missing",
          message: expect.stringContaining("add up to 1721, 20 less than this total"),
          location: { path: "a.txt", line: all.length, text: total[0].trimEnd() },
        },
      ]);
    },
  );

  it("cut above single ticks is bounded by its smallest row", async () => {
    const sorted = rows.toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
    const [profile] = await read([...sorted.slice(-14), ...total].join("\n"));
    expect(profile.measures[0].coverage).toMatchObject({ kind: "cut", orders: ["ticks"] });
    expect(profile.diagnostics).toEqual([]);
  });
});

describe("a function called total", () => {
  it.each([
    ["first", row(5, "total") + row(10, "foo")],
    ["first and larger than the rest", row(20, "total") + row(10, "foo")],
    ["between others", row(3, "foo") + row(5, "total") + row(10, "bar")],
    ["between others of *unknown*", ` 0 *unknown*\n${row(3, "foo")}${row(5, "total")}${row(10, "bar")}`],
  ])("%s survives, as the last row of that name is the total", async (_, text) => {
    const counts = Object.fromEntries(
      [...text.matchAll(/^ *(\d+) (\w+) /gm)].map(([, ticks, name]) => [name, Number(ticks)]),
    );
    const sum = Object.values(counts).reduce((a, b) => a + b, 0);
    const profiles = await read(text + row(sum, "total"));
    expect(profiles).toHaveLength(1);
    expect(flatCounts(profiles[0])).toEqual(counts);
    expect(profiles[0].measures[0]).toMatchObject({ total: sum, coverage: { kind: "complete" } });
    // What has no load, *unknown*, has no size.
    expect(new Set(profiles[0].symbols.sizeLow)).toEqual(new Set(text.includes("unknown") ? [0, 16] : [16]));
  });

  it("with an address is told from the total row by it", async () => {
    const [profile] = await read(
      "c0100000 total 5 0.1000\nc0200000 foo 10 1.0000\n00000000 total 15 0.0100\n",
    );
    expect(flatCounts(profile)).toEqual({ total: 5, foo: 10 });
  });

  it("is not seen where two listings stand one behind the other", async () => {
    const two = row(3, "foo") + row(3, "total") + row(10, "bar") + row(10, "total");
    expect((await read(two)).map((profile) => profile.measures[0].total)).toEqual([3, 10]);
    const turned = row(9, "total") + row(7, "foo") + row(30, "total") + row(10, "bar");
    expect((await read(turned)).map((profile) => profile.measures[0].total)).toEqual([9, 30]);
  });
});
