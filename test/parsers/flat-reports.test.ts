import { describe, expect, it } from "vitest";
import { gprof } from "../../src/parsers/gprof.ts";
import { oprofile } from "../../src/parsers/oprofile.ts";
import { PLAIN, readFixture, sourceOf } from "./fixture-source.ts";
import { flatCounts } from "./flat-counts.ts";

describe("gprof's flat profile", () => {
  it.each(["gprof", "gprof-full"])("%s gives samples with their bounds, and calls", async (name) => {
    const [profile] = await gprof.parse(sourceOf(readFixture(`gprof/${name}.txt`)), PLAIN);
    // 0.18 s and 0.13 s of 0.01 s a sample; 20000 calls each of copy8k and csum
    expect(flatCounts(profile)).toEqual({ copy8k: 18, csum: 13 });
    expect(flatCounts(profile, 1)).toEqual({ copy8k: 20000, csum: 20000, fib: 1 });
    expect([profile.measures[0].low?.[0], profile.measures[0].high?.[0]]).toEqual([17.5, 18.5]);
  });

  it("without a row is refused where its running sum breaks", async () => {
    const text = readFixture("gprof/gprof.txt")
      .toString()
      .replace(/^.*copy8k\n/m, "");
    await expect(gprof.parse(sourceOf(text, "g.txt"), PLAIN)).rejects.toMatchObject({
      code: "gprof/bad-row",
      location: { path: "g.txt", line: 6 },
    });
  });
});

const read = (text: Uint8Array | string) => oprofile.parse(sourceOf(text), PLAIN);

describe("opreport -l", () => {
  it("of two events keeps them apart, with images as modules", async () => {
    const [profile] = await read(readFixture("oprofile/two-events.txt"));
    expect(profile.measures.map(({ type, total }) => [type.event, total])).toEqual([
      ["CPU_CLK_UNHALTED", 107648],
      ["LLC_MISSES", 2000],
    ]);
    expect(flatCounts(profile, 1, true)).toEqual({
      "vmlinux copy_user_generic_string": 412,
      "libc-2.31.so memcpy": 1500,
      "sender std::map<int, int>::find(int const&)": 88,
    });
  });

  it("of two sessions is a base and a next profile", async () => {
    const [base, next] = await read(readFixture("oprofile/two-sessions.txt"));
    // 435 is 8.75 % more than 400, 19 is 5 % less than 20
    expect(flatCounts(base)).toEqual({ copy: 400, csum: 20, gone: 12 });
    expect(flatCounts(next)).toEqual({ copy: 435, csum: 19, fresh: 54 });
  });

  it("with a row that is none is refused with its place", async () => {
    const text = `${readFixture("oprofile/two-sessions.txt").toString()}-------\n`;
    await expect(read(text)).rejects.toMatchObject({ code: "oprofile/bad-row", location: { line: 8 } });
  });
});
