import { describe, expect, it } from "vitest";
import { cachegrind } from "../../src/parsers/cachegrind.ts";
import { callgrind } from "../../src/parsers/callgrind.ts";
import { PLAIN, readFixture, sourceOf } from "./fixture-source.ts";
import { flatCounts } from "./flat-counts.ts";

const read = (parser: typeof cachegrind, content: Uint8Array | string) =>
  parser.parse(sourceOf(content, "out"), PLAIN);

// Rows of cg_annotate and callgrind_annotate: counts with shares, then `file:function` or `file:function [object]`.
function readAnnotation(
  name: string,
  events: number,
  key: (place: string) => string,
): Record<string, number>[] {
  const sums: Record<string, number>[] = Array.from({ length: events }, () => ({}));
  const row = new RegExp(`^ *((?:(?:[\\d,]+|\\.)(?: \\([ \\d.]+%\\))? +){${events}})(\\S.*:.*)$`);
  for (const line of readFixture(name).toString().split("\n")) {
    const match = row.exec(line);
    if (match === null || match[2].startsWith("PROGRAM")) continue;
    const counts = match[1]
      .replaceAll(/\([^)]*\)/g, "")
      .trim()
      .split(/ +/);
    for (const [i, count] of counts.entries()) {
      const value = count === "." ? 0 : Number(count.replaceAll(",", ""));
      if (value > 0) sums[i][key(match[2])] = (sums[i][key(match[2])] ?? 0) + value;
    }
  }
  return sums;
}

describe("cachegrind.out", () => {
  it("holds every event of every function, as cg_annotate prints it", async () => {
    const [profile] = await read(cachegrind, readFixture("cachegrind/cachegrind.out.copy.gz"));
    const rows = readAnnotation("cachegrind/cg_annotate.copy.txt.gz", 9, (place) => {
      const colon = place.lastIndexOf(":", place.endsWith(")") ? undefined : place.length);
      return `${place.slice(0, colon).replace(/^\?\?\?$/, "")} ${place.slice(colon + 1)}`;
    });
    for (const [i, row] of rows.entries()) {
      expect(Object.keys(row).length).toBeGreaterThan(10);
      expect(flatCounts(profile, i, true)).toEqual(row);
    }
    // "PROGRAM TOTALS"
    expect(profile.measures.map(({ total }) => total)).toEqual([
      30970071, 1346, 1317, 6984320, 52469, 2027, 3486608, 52162, 1876,
    ]);
  });

  it("with branches has the events of both", async () => {
    const [profile] = await read(cachegrind, readFixture("cachegrind/cachegrind.out.copy.br.gz"));
    expect(profile.measures.map(({ type }) => type.event).slice(9)).toEqual(["Bc", "Bcm", "Bi", "Bim"]);
  });

  it("of cg_diff is what fell and what rose", async () => {
    const [fell, rose] = await read(cachegrind, readFixture("cachegrind/cg_diff.copy_zc.out.gz"));
    // its summary line, first event
    expect(rose.measures[0].total - fell.measures[0].total).toBe(-16387484);
    expect(flatCounts(fell)).toEqual({ copy8k: 16384800, main: 2800 });
    expect(fell.diagnostics).toMatchObject([{ code: "cachegrind/difference" }]);
  });

  it.each([
    ["events: Ir\nfn=f\n1 5\nsummary: 6\n", "wrong-total", 4],
    ["events: Ir\nfn=f\n1 5\n", "no-total", undefined],
    ["events: Ir\nfn=f\n1 5x\nsummary: 5\n", "bad-cost", 3],
    ["events: Ir\nfn=f\n1 5 5\nsummary: 5\n", "too-many-costs", 3],
    ["events: Ir\n1 5\nsummary: 5\n", "no-function", 2],
    ["events: Ir\nfn=f\nwhat\nsummary: 5\n", "unread-line", 3],
  ])("that is broken is refused with its place: %j", async (text, code, line) => {
    const error = { code: `cachegrind/${code}`, kind: "parse", location: line === undefined ? {} : { line } };
    await expect(read(cachegrind, text)).rejects.toMatchObject(error);
  });
});

describe("callgrind.out", () => {
  it.each([
    ["copy", 1],
    ["copy.full", 13],
  ])("%s holds the self cost of every function, as callgrind_annotate prints it", async (name, events) => {
    const [profile] = await read(callgrind, readFixture(`callgrind/callgrind.out.${name}.gz`));
    // It prints a row for each file whose lines were inlined into a function, without the object: add them up.
    const rows = readAnnotation(`callgrind/callgrind_annotate.${name}.txt.gz`, events, (place) =>
      place.replace(/ \[[^[\]]*\]$/, "").replace(/^.*?:/, ""),
    );
    for (const [i, row] of rows.entries()) expect(flatCounts(profile, i)).toEqual(row);
  });

  it("keeps costs of calls out and expands names, positions and missing costs", async () => {
    const text =
      "version: 1\npositions: instr line\nevents: Ir Dr\n\nob=(1) /lib/a.so\nfl=(1) f.c\nfn=(1) main\n" +
      "0x10 1 5\n+2 * 3 1\ncfn=(2) leaf\ncalls=2 0x20 9\n* * 100 50\njcnd=1/2 +3 4\n* *\n\nfn=(2)\n0x20 9 7 2\n\ntotals: 15 3\n";
    const [profile] = await read(callgrind, text);
    expect(flatCounts(profile, 0, true)).toEqual({ "a.so main": 8, "a.so leaf": 7 });
    expect(flatCounts(profile, 1)).toEqual({ main: 1, leaf: 2 });
  });

  it("cut anywhere is refused", async () => {
    const bytes = readFixture("callgrind/callgrind.out.copy.gz");
    const lines = bytes.toString("latin1").split("\n");
    for (let end = 30; end < lines.length - 2; end += 97) {
      await expect(read(callgrind, lines.slice(0, end).join("\n"))).rejects.toMatchObject({ kind: "parse" });
    }
  });
});
