import { describe, expect, it } from "vitest";
import { alignProfiles } from "../../src/analysis/align.ts";
import { findRenameCandidates } from "../../src/analysis/rename-candidates.ts";
import type { Profile } from "../../src/model/profile.ts";
import { NO_ADDRESS } from "../../src/model/symbol-table.ts";
import { listingProfile } from "./mail-listings.ts";

interface Function {
  readonly name: string;
  readonly ticks?: number;
  readonly size?: readonly [low: number, high: number];
  readonly address?: number;
  readonly module?: string;
}

function sideOf(functions: readonly Function[]): Profile {
  const profile = listingProfile({
    rows: functions.map(({ name, ticks = 10 }) => [name, ticks]),
    modules: functions.map(({ module = "" }) => module),
    coverage: { kind: "complete" },
  });
  return {
    ...profile,
    symbols: {
      ...profile.symbols,
      sizeLow: Float64Array.from(functions, ({ size }) => size?.[0] ?? 0),
      sizeHigh: Float64Array.from(functions, ({ size }) => size?.[1] ?? Infinity),
      address: BigUint64Array.from(functions, ({ address }) =>
        address === undefined ? NO_ADDRESS : BigInt(address),
      ),
    },
  };
}

function candidatesOf(base: readonly Function[], next: readonly Function[]): string[] {
  const alignment = alignProfiles([sideOf(base), sideOf(next)]);
  const [x, y] = alignment.aligned.map(({ counts }) => counts);
  return findRenameCandidates(alignment, x, y, 1).map(
    ({ gone, new: appeared, reasons }) => `${gone} ${appeared}: ${reasons.join(", ")}`,
  );
}
const named = (...names: readonly string[]): Function[] => names.map((name) => ({ name }));
const APPENDED = "the names differ only by what a compiler appends";
const ALIKE = "the names are alike";

const isAlike = (a: string, b: string) => candidatesOf(named(a), named(b)).length === 1;
const before = (address: number): Function => ({ name: "kfree", address, size: [8, 8] });
const far = (address: number): Function => ({ name: "kmalloc", address, size: [8, 8] });
const sized = (name: string, size: number): Function => ({ name, size: [size, size] });
const many = (suffix: string, length: number): Function[] =>
  Array.from({ length }, (_, i) => ({ name: `f${i}x${suffix}`, ticks: 1000 - i }));

describe("a renamed function", () => {
  it("has one name but for what a compiler appends, on either side", () => {
    for (const name of [
      "tcp_ack.isra.0",
      "tcp_ack.constprop.0.isra.12",
      "tcp_ack.part.3.cold",
      "tcp_ack.llvm.77",
    ]) {
      expect(candidatesOf(named("tcp_ack"), named(name))).toEqual([`tcp_ack ${name}: ${APPENDED}`]);
      expect(candidatesOf(named(name), named("tcp_ack"))).toEqual([`${name} tcp_ack: ${APPENDED}`]);
    }
    expect(candidatesOf(named("ack"), named("ack.x.0"))).toEqual([]);
  });

  it("has a name that is alike: a word more at an end, or three characters in ten that changed", () => {
    expect(isAlike("tcp_sendmsg", "tcp_sendmsg_of_any_length_that_there_is")).toBe(true);
    expect(isAlike("do_some_very_long_other_thing_tcp_sendmsg", "tcp_sendmsg")).toBe(true);
    // 10 characters, of which 3 and 4 change; three more of 10, and four of 11
    expect([isAlike("abcdefghij", "xyzdefghij"), isAlike("abcdefghij", "wxyzefghij")]).toEqual([true, false]);
    expect([isAlike("abcdefg", "xabcydefgz"), isAlike("abcdefg", "xyabcydefgz")]).toEqual([true, false]);
    expect([
      isAlike("abcdefghij", "bcdefghijx"),
      isAlike("abcde", "abcde_f"),
      isAlike("abcdef", "abcdef_g"),
    ]).toEqual([true, false, true]);
  });

  it("may have one size and one neighbour as well, or these two alone", () => {
    const gone: Function = { name: "alpha_one", size: [97, 104], address: 0x2000 };
    const appeared: Function = { name: "zulu_other", size: [99, 110], address: 0x5000 };
    const unplaced: Function = { name: "alpha_one", size: [97, 104] };
    const behind: Function = { name: "zz_last", address: 0x9000, size: [8, 8] };
    expect(
      candidatesOf(
        [far(0x1000), before(0x1800), gone, behind],
        [before(0x4000), far(0x1000), appeared, behind],
      ),
    ).toEqual(["alpha_one zulu_other: both have 99 to 104 bytes, both follow kfree"]);
    // Another neighbour, none, or no address of its own
    expect(
      candidatesOf([before(0x1800), gone, far(0x1900)], [far(0x1000), appeared, before(0x1800)]),
    ).toEqual([]);
    expect(candidatesOf([before(0x2800), gone], [before(0x5800), appeared])).toEqual([]);
    expect(candidatesOf([before(0x1800), unplaced], [before(0x4000), appeared])).toEqual([]);
    // Sizes that do not meet, and one without a bound
    const small: Function = { ...appeared, size: [105, 110] };
    expect(candidatesOf([before(0x1800), gone], [before(0x4000), small])).toEqual([]);
    const boundless: Function = { ...appeared, size: [0, Infinity] };
    expect(
      candidatesOf([before(0x1800), { ...gone, size: [0, Infinity] }], [before(0x4000), boundless]),
    ).toEqual([]);
    expect(
      candidatesOf(
        [{ name: "read_page_async", size: [100, 100] }],
        [{ name: "read_pages_async", size: [90, 100] }],
      ),
    ).toEqual([`read_page_async read_pages_async: ${ALIKE}, both have 100 bytes`]);
    // A size that is no multiple of 4 is half a reason: with a neighbour not enough.
    expect(candidatesOf([before(0x1800), { ...gone, size: [98, 99] }], [before(0x4000), appeared])).toEqual(
      [],
    );
  });

  it("stands in one pair, the likeliest", () => {
    expect(candidatesOf(named("read_page"), named("read_pages", "read_page.cold"))).toEqual([
      `read_page read_page.cold: ${APPENDED}`,
    ]);
    expect(candidatesOf(named("read_page", "read_pages"), named("read_page.cold"))).toEqual([
      `read_page read_page.cold: ${APPENDED}`,
    ]);
    expect(
      candidatesOf(
        [sized("submit_one", 101), sized("flush_page_one", 104)],
        [sized("submit_two", 101), sized("flush_page_two", 104)],
      ),
    ).toEqual([
      `flush_page_one flush_page_two: ${ALIKE}, both have 104 bytes`,
      `submit_one submit_two: ${ALIKE}, both have 101 bytes`,
    ]);
  });

  it("is among the fifty with the most ticks of its side, and at most twenty are proposed", () => {
    expect(candidatesOf(many("", 30), many(".cold", 30))).toEqual(
      Array.from({ length: 20 }, (_, i) => `f${i}x f${i}x.cold: ${APPENDED}`),
    );
    const late = { name: "last_one_of_all", ticks: 1 };
    expect(candidatesOf([late, ...many("", 49)], named("last_one_of_all.cold"))).toHaveLength(1);
    expect(candidatesOf([late, ...many("", 50)], named("last_one_of_all.cold"))).toEqual([]);
  });

  it("is none that the other side lists without ticks, or has in another module", () => {
    expect(candidatesOf(named("tcp_ack"), [{ name: "tcp_ack", ticks: 0 }, { name: "tcp_ack.cold" }])).toEqual(
      [],
    );
    expect(candidatesOf([{ name: "tcp_ack", ticks: 0 }, { name: "tcp_ack.cold" }], named("tcp_ack"))).toEqual(
      [],
    );
    expect(candidatesOf([{ name: "tcp_ack", module: "a" }], [{ name: "tcp_ack", module: "b" }])).toEqual([]);
  });
});
