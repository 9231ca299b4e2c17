import { describe, expect, test } from "vitest";
import { rawProfile } from "../../src/parsers/raw-profile.ts";
import { readSymbolMap } from "../../src/parsers/symbol-map.ts";
import { PLAIN, readFixture, sourceOf } from "./fixture-source.ts";
import { flatCounts } from "./flat-counts.ts";

const map = await readSymbolMap(sourceOf(readFixture("symbol-map/System.map-6.1-tiny.gz"), "System.map"));
const p6 = readFixture("raw-profile/p6.profile.gz");
const small = await readSymbolMap(
  sourceOf("1000 T _stext\n1000 t f\n1008 t g\n1010 T _etext\n", "small.map"),
);

async function read(bytes: Uint8Array, options = { ...PLAIN, map }, blockBytes?: number) {
  const [profile] = await rawProfile.parse(sourceOf(bytes, "raw", blockBytes), options);
  return profile;
}

function words(...values: number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(values).buffer);
}

describe("raw profile", () => {
  test("adds up to every counter of a recorded profile, whatever the blocks", async () => {
    const profile = await read(p6);
    // od -An -tu4 -v -w4 | awk 'NR>1{s+=$1} END{print s}'
    expect(profile.measures[0].total).toBe(1741);
    expect(profile.measures[0].coverage).toEqual({ kind: "complete" });
    expect(profile.provenance.facts).toMatchObject({
      stepBytes: 64,
      textBytes: { low: 6291712, high: 6291712 },
    });
    expect(flatCounts(await read(p6, undefined, 7))).toEqual(flatCounts(profile));
  });

  test("gives readprofile's own rows where each bin lies alone in one function", async () => {
    // f: 1 + 2, g: 3 + 4. readprofile prints f 1, g 5, *unknown* 4.
    const profile = await read(words(4, 1, 2, 3, 4), { ...PLAIN, map: small });
    expect(flatCounts(profile)).toEqual({ f: 3, g: 7 });
    expect(profile.provenance.facts.movedTicks).toBe(2 + 4);
  });

  test("lists a function that may have ticks although its share is none", async () => {
    const text = "1000 T _stext\n1000 t f\n1001 t g\n1010 T _etext\n";
    const near = await readSymbolMap(sourceOf(text, "near.map"));
    const { measures, samples } = await read(words(16, 3), { ...PLAIN, map: near });
    expect([...samples.stack]).toEqual([0, 1]);
    expect([[...measures[0].counts], [...(measures[0].low ?? [])], [...(measures[0].high ?? [])]]).toEqual([
      [0, 3],
      [0, 0],
      [3, 3],
    ]);
  });

  test("shares one table of symbols between profiles that are read with one map", async () => {
    expect((await read(p6)).symbols).toBe((await read(p6)).symbols);
  });

  test("turns the words of the other byte order round and says so", async () => {
    const turned = await read(readFixture("raw-profile/bigendian.profile.gz"));
    expect(flatCounts(turned)).toEqual(flatCounts(await read(p6)));
    expect(turned.diagnostics.map(({ code }) => code)).toContain("raw-profile/byte-order");
  });

  test.each([
    ["three high halves against two low ones", [0x10000, 0x10000, 0x10001, 1], true],
    ["as many high halves as low ones", [0x11170, 0x11170, 0, 0], false],
  ])("takes %s as readprofile does", async (_, counters, isTurned) => {
    // A turned step of 4 is 2^26, of which a text of 16 bytes has none.
    const reading = read(words(4, ...counters), { ...PLAIN, map: small });
    if (isTurned) await expect(reading).rejects.toMatchObject({ code: "raw-profile/map-mismatch" });
    else expect((await reading).measures[0].total).toBe(2 * 0x11170);
  });

  test("warns where the last counter is a peak", async () => {
    const peak = await read(words(4, 1, 2, 3, 900), { ...PLAIN, map: small });
    expect(peak.diagnostics.map(({ code }) => code)).toEqual(["raw-profile/last-slot"]);
    expect((await read(words(4, 1, 2, 30, 9), { ...PLAIN, map: small })).diagnostics).toEqual([]);
  });

  test("asks for a map", async () => {
    await expect(rawProfile.parse(sourceOf(p6), PLAIN)).rejects.toMatchObject({
      kind: "usage",
      hint: expect.stringContaining("--map System.map"),
    });
  });

  test.each([
    [
      "a profile cut at a word",
      p6.subarray(0, 200_000),
      "raw-profile/map-mismatch",
      "49999 counters of 64 bytes, but System.map has 6291712 bytes of text, which makes 98308",
    ],
    ["a cut word", p6.subarray(0, p6.length - 1), "raw-profile/odd-length", "3 too many"],
    ["nothing", p6.subarray(0, 0), "raw-profile/empty", "empty"],
    ["a step of 0", words(0, 1, 2), "raw-profile/bad-step", "found 0"],
    ["a step of 3", words(3, 1, 2), "raw-profile/bad-step", "found 3"],
    [
      "a profile of another kernel",
      readFixture("raw-profile/e1000.profile.gz").subarray(0, 5_000_000),
      "raw-profile/map-mismatch",
      "1249999 counters of 4 bytes",
    ],
  ])("refuses %s with both numbers and a hint", async (_, bytes, code, message) => {
    await expect(read(bytes)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
      hint: expect.any(String),
      location: { path: "raw" },
    });
  });

  test.each([
    ["yes", p6],
    ["yes", readFixture("raw-profile/bigendian.profile.gz")],
    ["yes", p6.subarray(0, 999)],
    ["maybe", words(0, 0, 0, 7)],
    ["no", Buffer.from("     6 *unknown*\n")],
    ["no", Buffer.from("PERFILE2\0\0\0\0\0\0\0\0")],
    ["no", new Uint8Array(0)],
  ])("answers %s by content alone", (answer, bytes) => {
    expect(rawProfile.sniff({ bytes: bytes.subarray(0, 65_536), whole: false, name: "" }).answer).toBe(
      answer,
    );
  });
});
