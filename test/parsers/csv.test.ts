import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Profile } from "../../src/model/profile.ts";
import { csv } from "../../src/parsers/csv.ts";
import { readprofileText } from "../../src/parsers/readprofile-text.ts";
import { quoteCsv } from "../../src/text/quote-csv.ts";
import { PLAIN, readFixture, sourceOf } from "./fixture-source.ts";
import { flatCounts } from "./flat-counts.ts";
import { contentOf } from "./profile-content.ts";

const read = (text: Uint8Array | string, columns?: Record<string, string>): Promise<readonly Profile[]> =>
  csv.parse(sourceOf(text, "a.csv"), columns === undefined ? PLAIN : { ...PLAIN, columns });

describe("a table", () => {
  it("that show writes gives counts with bounds, modules, addresses and sizes", async () => {
    const [profile] = await read(readFixture("csv/show.csv"));
    expect(flatCounts(profile, 0, true)).toEqual({
      "vmlinux file_read_actor": 548,
      "vmlinux csum_partial_copy_generic": 436,
      "3c59x boomerang_rx": 150,
    });
    const { low, high } = profile.measures[0];
    expect([...low!, ...high!]).toEqual([548, 430, 150, 548, 440, 150]);
    expect([...profile.symbols.address!].map((address) => address.toString(16))).toEqual([
      "c0125580",
      "c024a3cc",
      "ffffffffffffffff",
    ]);
    expect([...profile.symbols.sizeLow!, ...profile.symbols.sizeHigh!]).toEqual([
      84,
      248,
      0,
      84,
      248,
      Infinity,
    ]);
    expect(profile.diagnostics).toEqual([]);
  });

  it("with tabs and another tool's header is read by its usual words, the unit as the header says", async () => {
    const [profile] = await read(readFixture("csv/tool.tsv"));
    expect(flatCounts(profile, 0, true)).toEqual({
      "/usr/lib/libfoo.so.1 foo::bar(int, char)": 12,
      " tab\there": 3,
      " *unknown*": 1.5,
    });
    expect(profile.measures[0]).toMatchObject({
      type: { event: "Samples", period: null },
      coverage: { kind: "unstated", absent: "unknown" },
    });
  });

  it("keeps the bytes of hostile names and takes off what guards a spreadsheet", async () => {
    const [{ symbols, samples }] = await read(readFixture("csv/hostile.csv"));
    const names = [...Array(symbols.length).keys()].map((i) =>
      Buffer.from(symbols.name.bytesAt(i)).toString("latin1"),
    );
    expect(names).toEqual(["=1+1", "'quoted", 'a,b "c"\nd', "-plain", "\xff\xfe"]);
    expect([...samples.line!]).toEqual([2, 3, 5, 6, 7]);
  });

  it("with names that the report's own CSV guards gives these names back, whatever they are", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: fc.constantFrom(...Array.from("=+-@'\t\"\r,\n a")) }), {
          minLength: 1,
          maxLength: 4,
        }),
        async (names) => {
          const [{ symbols }] = await read(
            `symbol,ticks\n${names.map((name) => `${quoteCsv(name)},1\n`).join("")}`,
          );
          expect([...Array(symbols.length).keys()].map((i) => symbols.name.at(i))).toEqual(names);
        },
      ),
    );
  });

  it("is written so that it is read back, also several with titles", async () => {
    const text = readFixture("csv/show.csv").toString();
    const [a] = await read(text);
    const [b] = await read(readFixture("csv/hostile.csv"));
    const profiles = [
      { ...a, title: "=base" },
      { ...b, title: "next, with driver" },
    ];
    expect((await read(csv.write!(profiles))).map(contentOf)).toEqual(profiles.map(contentOf));
  });

  it("keeps modules that are not UTF-8 apart, and writes their bytes again, as a listing does", async () => {
    const text = "symbol,ticks,module\nf,1,caf\xe9\nf,2,caf\xe8\n";
    const profiles = await read(Buffer.from(text, "latin1"));
    expect(profiles[0].symbols.moduleNames).toEqual(["", "caf\\xE9", "caf\\xE8"]);
    expect(Buffer.from(csv.write!(profiles)).toString("latin1")).toMatch(
      /^f,1,1,1,caf\xe9,.*\nf,2,2,2,caf\xe8,/m,
    );
    expect(Buffer.from(readprofileText.write!(profiles)).toString("latin1")).toContain("f\t[caf\xe8] ");
  });

  it("takes the columns that the user maps", async () => {
    const [profile] = await read("routine,n,total\nfoo,3,9\n", { symbol: "Routine", ticks: "n" });
    expect(flatCounts(profile)).toEqual({ foo: 3 });
    expect(profile.diagnostics[0]).toMatchObject({
      code: "csv/unread-columns",
      message: "not read: column total",
    });
  });

  it("with a load has the sizes that its decimals allow", async () => {
    const [{ symbols }] = await read(
      "symbol,ticks,load\nfile_read_actor,548,6.5238\ntcp_transmit_skb,47,0.0347\n",
    );
    expect([...symbols.sizeLow!, ...symbols.sizeHigh!]).toEqual([84, 1353, 84, 1356]);
  });

  it.each([
    [
      "a,b\nfoo,3\n",
      undefined,
      "parse",
      "csv/unknown-header",
      'no column is called symbol or ticks: the header has "a", "b"',
      1,
    ],
    [
      "a,b\nfoo,3\n",
      { symbol: "x" },
      "usage",
      "csv/no-such-column",
      'there is no column "x": the header has "a", "b"',
      1,
    ],
    ["a,b\nfoo,3\n", { name: "a" }, "usage", "csv/no-such-field", 'no column can be read as "name"', 1],
    [
      "symbol,ticks\nfoo,3\nbar,4a7\n",
      undefined,
      "parse",
      "csv/bad-count",
      'expected a number of 0 or more in the column of ticks, found "4a7"',
      3,
    ],
    [
      "symbol,ticks\nfoo,-3\n",
      undefined,
      "parse",
      "csv/bad-count",
      'expected a number of 0 or more in the column of ticks, found "-3"',
      2,
    ],
    [
      "symbol,ticks\nfoo,\n",
      undefined,
      "parse",
      "csv/bad-count",
      "expected a count in the column of ticks, found nothing",
      2,
    ],
    [
      "symbol,ticks,ticks_min\nfoo,3,4\n",
      undefined,
      "parse",
      "csv/bad-bounds",
      'expected bounds around 3 in the column of ticks_min, found "4 to 3"',
      2,
    ],
    [
      "symbol,ticks,address\nfoo,3,here\n",
      undefined,
      "parse",
      "csv/bad-address",
      'expected a hexadecimal address in the column of address, found "here"',
      2,
    ],
  ])("%j with %j is refused with place and reason", async (text, columns, kind, code, message, line) => {
    await expect(read(text, columns)).rejects.toMatchObject({
      kind,
      code,
      message,
      location: { path: "a.csv", line },
    });
  });

  it.each([
    ["symbol,ticks\nfoo,3,4\n", "csv/record-inconsistent-fields-length", 2],
    ['symbol,ticks\n"foo,3\n', "csv/quote-not-closed", 2],
    ["symbol,ticks\n", "csv/no-rows", undefined],
  ])("%j that breaks off or is ragged is refused", async (text, code, line) => {
    await expect(read(text)).rejects.toMatchObject({
      kind: "parse",
      code,
      location: { path: "a.csv", ...(line === undefined ? {} : { line }) },
    });
  });

  it("passes on an error of whoever reads the file", async () => {
    const broken = {
      path: "a.csv",
      async *blocks() {
        yield Buffer.from("symbol,ticks\nfoo,3\n");
        throw new Error("disk on fire");
      },
    };
    await expect(csv.parse(broken, PLAIN)).rejects.toThrow("disk on fire");
  });
});
