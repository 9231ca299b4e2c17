import { describe, expect, it } from "vitest";
import { KERNEL_GROUPS } from "../../src/analysis/kernel-groups.ts";
import { shareOfGroups } from "../../src/analysis/share.ts";
import { driver, listingProfile } from "./mail-listings.ts";
import { findRefusal, sayRefusal } from "./refusal.ts";

const percent = (fraction: number): string => (100 * fraction).toFixed(1);

const errorOf = (selector: string) => findRefusal(() => shareOfGroups(driver, [selector], KERNEL_GROUPS));

const refusalOf = (profile: ReturnType<typeof listingProfile>) =>
  sayRefusal(() => shareOfGroups(profile, ["copy"], KERNEL_GROUPS));

describe("the driver's share in the mail's third listing", () => {
  it("is 15.9 % (14.7 to 17.0) without boomerang_rx", () => {
    const [group] = shareOfGroups(driver, ["^boomerang_(start_xmit|interrupt)$"], KERNEL_GROUPS).groups;
    expect(group.ticks.point).toBe(611);
    expect([group.share.point, group.interval.low, group.interval.high].map(percent)).toEqual([
      "15.9",
      "14.7",
      "17.0",
    ]);
  });

  it("is 19.8 % (18.5 to 21.0) with it, and 52.9 % at most with what the listing hides", () => {
    const result = shareOfGroups(driver, ["driver"], KERNEL_GROUPS);
    const [group] = result.groups;
    expect(group.ticks).toEqual({ point: 761, min: 761, max: 761 + 3852 - 2576 });
    expect([group.share.point, group.interval.low, group.interval.high].map(percent)).toEqual([
      "19.8",
      "18.5",
      "21.0",
    ]);
    expect(percent(group.share.max)).toBe("52.9");
    const rx = group.symbols.find(({ symbol }) => symbol === "boomerang_rx");
    expect(rx?.without.ticks.point).toBe(611);
    expect(group.symbols.map(({ ticks }) => ticks.point)).toEqual([324, 287, 150]);
    expect(result.method).toBe("Wilson");
  });

  it("has a wider interval where several groups are told together", () => {
    const together = shareOfGroups(driver, ["driver", "copy"], KERNEL_GROUPS);
    const [alone] = shareOfGroups(driver, ["driver"], KERNEL_GROUPS).groups;
    expect(together.method).toBe("Goodman");
    expect(together.groups[0].interval.low).toBeLessThan(alone.interval.low);
    expect(together.groups[0].interval.high).toBeGreaterThan(alone.interval.high);
  });

  it("is a share of the busy ticks where idle is left out", () => {
    const profile = listingProfile({
      rows: [
        ["default_idle", 600],
        ["file_read_actor", 100],
        ["schedule", 300],
      ],
    });
    const without = [{ kind: "group", name: "idle" }] as const;
    expect(shareOfGroups(profile, ["copy"], KERNEL_GROUPS, { without }).groups[0].share.point).toBe(0.25);
    expect(shareOfGroups(profile, ["copy"], KERNEL_GROUPS).groups[0].share.point).toBe(0.1);
  });

  it("refuses what is no group and no expression", () => {
    expect(() => shareOfGroups(driver, ["driver("], KERNEL_GROUPS)).toThrow(/no group and no expression/);
  });

  it("refuses a plain word that is in no name, and asks for the nearest group or symbol", () => {
    const misspelt = errorOf("drivr");
    expect(misspelt?.kind).toBe("usage");
    expect(misspelt?.hint).toMatch(/^did you mean driver\?/);
    expect(misspelt?.location).toMatchObject({ path: "--group", column: 1, text: "drivr" });
    expect(errorOf("boomerang_strat_xmit")?.hint).toMatch(/^did you mean boomerang_start_xmit\?/);
    // A group without symbols here, a part of a name, and an expression: shares, of 0 if need be.
    for (const selector of ["vfs", "boomerang", "^drivr"]) expect(errorOf(selector)).toBeNull();
  });

  it("is 0 of a symbol that the input lists without ticks", () => {
    const profile = listingProfile({
      rows: [
        ["busy", 5],
        ["silent", 0],
      ],
    });
    expect(shareOfGroups(profile, ["silent"], KERNEL_GROUPS).groups[0].share.point).toBe(0);
  });

  it("is refused of shares, and of nothing", () => {
    const rows = [["memcpy", 0]] as const;
    expect(refusalOf(listingProfile({ rows, path: "none.txt" }))).toMatch(
      /^input share\/no-ticks: none\.txt /,
    );
    expect(refusalOf(listingProfile({ rows, path: "parts.txt", type: { assumes: "shares" } }))).toMatch(
      /^incomparable share\/no-counts: parts\.txt /,
    );
    for (const selector of ["", "  "]) expect(errorOf(selector)?.message).toMatch(/it is empty$/);
    expect(errorOf("drivr.*x")).toBeNull();
  });
});

describe("several shares", () => {
  const profile = listingProfile({
    rows: [
      ["schedule", 10],
      ["del_timer", 20],
      ["memcpy", 30],
      ["memcpy", 40],
    ],
    modules: ["vmlinux", "vmlinux", "vmlinux", "libc"],
    low: [10, 20, 25, 40],
    high: [15, 20, 30, 40],
  });
  const shares = (...selectors: readonly string[]) => shareOfGroups(profile, selectors, KERNEL_GROUPS);
  const notesOf = (...selectors: readonly string[]) =>
    shares(...selectors).notes.map(({ message }) => message);

  it("are told together where they are parts of a whole, all of it or not", () => {
    const whole = shares("sched", "copy");
    expect(whole.groups.map(({ ticks }) => ticks)).toEqual([
      { point: 30, min: 30, max: 35 },
      { point: 70, min: 65, max: 70 },
    ]);
    expect(whole.groups[1].share).toEqual({ point: 0.7, min: 0.65, max: 0.7 });
    expect([whole.method, whole.notes]).toEqual(["Goodman", []]);
    expect(whole.groups[1].symbols.map(({ module }) => module)).toEqual(["libc", "vmlinux"]);
    expect([whole.profile.total, whole.profile.rows]).toEqual([100, 4]);
    expect(shares("memcpy", "copy", "sched").method).toBe("Wilson");
  });

  it("say where they overlap, and where one takes nothing", () => {
    expect(notesOf("copy", "^del_timer$")).toEqual([]);
    expect(notesOf("sched", "^del_timer$")).toEqual([
      "the groups overlap: a symbol counts in each that takes it",
    ]);
    expect(notesOf("copy", "memcpy")).toEqual([
      "the groups overlap and exceed the total: each has its own interval",
    ]);
    expect(shares("vfs", "copy").notes).toEqual([
      { code: "share/took-nothing", message: "vfs takes no listed symbol" },
    ]);
  });

  it("pass on what the alignment and what is left out have to say", () => {
    const twice = listingProfile({
      rows: [
        ["memcpy", 30],
        ["memcpy", 40],
      ],
    });
    const without = [{ kind: "group", name: "idle" }] as const;
    const codes = shareOfGroups(twice, ["copy"], KERNEL_GROUPS, { without }).notes.map(({ code }) => code);
    expect(codes).toEqual(["align/duplicate-name", "without/took-nothing"]);
  });
});
