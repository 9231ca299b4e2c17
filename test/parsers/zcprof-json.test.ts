import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Profile } from "../../src/model/profile.ts";
import { showProfileJson } from "../../src/model/show-json.ts";
import { readprofileText } from "../../src/parsers/readprofile-text.ts";
import { findBreach } from "../../src/parsers/schema-breach.ts";
import { SHOW_SCHEMA } from "../../src/parsers/show-schema.ts";
import { zcprofJson } from "../../src/parsers/zcprof-json.ts";
import { PLAIN, readFixture, sourceOf } from "./fixture-source.ts";
import { contentOf } from "./profile-content.ts";

type Json = Record<string, unknown>;
type Document = { schema: string; profiles: (Json & { symbols: Json[] })[] };

const read = (content: Uint8Array | string): Promise<readonly Profile[]> =>
  zcprofJson.parse(sourceOf(content, "a.json"), PLAIN);
const hostile = (): Document => JSON.parse(readFixture("json/hostile.json").toString());
const firstSymbol = ({ profiles: [profile] }: Document): Json => profile.symbols[0];
const exactly = (count: number): Json => ({ min: count, max: count, point: count });

describe("the JSON of show", () => {
  it("gives the mail's listings back, all that is said of them", async () => {
    const mail = await readprofileText.parse(
      sourceOf(readFileSync(new URL("../../examples/mail-2001-02-11.txt", import.meta.url)), "m"),
      PLAIN,
    );
    expect((await read(zcprofJson.write(mail))).map(contentOf)).toEqual(mail.map(contentOf));
    expect((await read(readFixture("json/mail.json"))).map(contentOf)).toEqual(mail.map(contentOf));
    expect(zcprofJson.losses(mail)).toEqual([]);
  });

  it("keeps names that are not UTF-8 apart, unbounded sizes, bounds and what was simulated", async () => {
    const [profile] = await read(readFixture("json/hostile.json"));
    const { symbols, measures, provenance } = profile;
    expect([0, 1, 2].map((i) => Buffer.from(symbols.name.bytesAt(i)).toString("hex"))).toEqual([
      "ff",
      "fe",
      "610a62",
    ]);
    expect([...symbols.sizeLow!, ...symbols.sizeHigh!]).toEqual([0, 3, 7, Infinity, Infinity, 7]);
    expect([...measures[0].low!, ...measures[0].high!]).toEqual([0, 4.5, 10, 2, 4.5, 10]);
    expect(symbols.address![2]).toBe(0xffff_ffff_8100_0000n);
    expect(measures[0]).toMatchObject({
      total: 20.5,
      listed: 15.5,
      coverage: { kind: "unstated", absent: "zero" },
    });
    expect(provenance).toMatchObject({
      origin: { kind: "simulated", seed: 3 },
      exposure: { bytes: 1048576 },
      facts: { cpus: 2, textBytes: { low: 5, high: Infinity } },
    });
    expect((await read(zcprofJson.write([profile]))).map(contentOf)).toEqual([contentOf(profile)]);
  });

  it("keeps its published schema, with groups too", async () => {
    const [profile] = await read(readFixture("json/hostile.json"));
    const shown = showProfileJson(profile, { groupOf: (symbol) => `g${symbol % 2}` });
    const document: unknown = JSON.parse(
      JSON.stringify({ schema: "zcprof.show/1", profiles: [shown], notes: [] }),
    );
    expect(findBreach(SHOW_SCHEMA, document)).toBeNull();
  });

  it("lets a group of a cut listing have all that no row shows", async () => {
    const [profile] = await read(readFixture("json/mail.json"));
    const shown = showProfileJson(profile, {
      groupOf: (symbol) => (profile.symbols.name.at(symbol) === "file_read_actor" ? "copy" : "other"),
    });
    // The mail: 548 of 2874 ticks, of which 14 rows show 1872.
    expect(shown["groups"]).toContainEqual({
      group: "copy",
      symbols: 1,
      ticks: { min: 548, max: 548 + (2874 - 1872), point: 548 },
      share: 548 / 2874,
    });
  });

  it("from which --top left rows out keeps the total and says that absent symbols are unknown", async () => {
    const document = hostile();
    document.profiles[0].symbols.pop();
    const [profile] = await read(JSON.stringify(document));
    expect(profile.measures[0]).toMatchObject({
      total: 20.5,
      listed: 5.5,
      coverage: { kind: "unstated", absent: "unknown" },
    });
    expect(profile.diagnostics).toMatchObject([
      {
        code: "json/rows-left-out",
        message: "the rows hold 5.5 of 15.5 count: the rest was left out when this was written",
      },
    ]);
  });

  it.each<[string, (document: Document) => void, string]>([
    [
      "a missing total",
      ({ profiles: [profile] }) => delete profile.total,
      "profiles[0]: expected a property total, found none",
    ],
    [
      "ticks as a bare number",
      (document) => (firstSymbol(document).ticks = 1),
      "profiles[0].symbols[0].ticks: expected object, found 1",
    ],
    [
      "ticks below 0",
      (document) => (firstSymbol(document).ticks = exactly(-1)),
      "profiles[0].symbols[0].ticks.min: expected 0 or more, found -1",
    ],
    [
      "a decimal address",
      (document) => (firstSymbol(document).address = "12"),
      'profiles[0].symbols[0].address: expected text like ^0x[0-9a-f]{1,16}$, found "12"',
    ],
    [
      "another coverage",
      ({ profiles: [profile] }) => (profile.coverage = { kind: "most" }),
      'profiles[0].coverage.kind: expected complete or cut or unstated, found "most"',
    ],
    [
      "another schema",
      (document) => (document.schema = "zcprof.diff/1"),
      'schema: expected zcprof.show/1, found "zcprof.diff/1"',
    ],
    ["no profile", (document) => (document.profiles = []), "a.json holds no profile"],
    [
      "rows above what is listed",
      (document) => Object.assign(firstSymbol(document), { ticks: exactly(2) }),
      "profiles[0]: the rows add up to 16.5, more than the 15.5 of listed",
    ],
    [
      "a total below what is listed",
      ({ profiles: [profile] }) => (profile.total = 15),
      "profiles[0]: listed 15.5 is more than the total 15",
    ],
    [
      "a count outside its bounds",
      (document) => (firstSymbol(document).ticks = { min: 0, max: 0.5, point: 1 }),
      "profiles[0]: \ufffd has 1, outside 0 to 0.5",
    ],
  ])("with %s is refused, and says where", async (_, change, message) => {
    const document = hostile();
    change(document);
    await expect(read(JSON.stringify(document))).rejects.toMatchObject({
      kind: "parse",
      message,
      location: { path: "a.json" },
    });
  });

  it("that breaks off, or is not UTF-8, is refused with its place", async () => {
    const text = readFixture("json/mail.json").toString();
    await expect(read(text.slice(0, text.indexOf('"total"')))).rejects.toMatchObject({
      code: "json/syntax",
      location: { line: 21, column: 4 },
    });
    await expect(read('{"schema":\n "zcprof.show/1",,}')).rejects.toMatchObject({
      code: "json/syntax",
      location: { line: 2, column: 18 },
    });
    await expect(read(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]))).rejects.toMatchObject({
      code: "json/not-utf8",
    });
  });
});
