import { describe, expect, it } from "vitest";
import { NO_GROUPS } from "../../src/analysis/group-rules.ts";
import { KERNEL_GROUPS } from "../../src/analysis/kernel-groups.ts";
import { recountWithout } from "../../src/analysis/recount-without.ts";
import { summarizeProfile } from "../../src/analysis/summary.ts";
import { countSymbols } from "../../src/model/symbol-counts.ts";
import { folded } from "../../src/parsers/folded.ts";
import { PLAIN, sourceOf } from "../parsers/fixture-source.ts";
import { driver, listingProfile } from "./mail-listings.ts";

const row = (name: string, count: number, point: number, min: number, max: number) => ({
  name,
  symbols: count,
  ticks: { point, min, max },
  share: point / 110,
});

describe("a profile by itself", () => {
  it("has its rows by ticks, with share, load, size and line as the mail printed them", () => {
    const { side, shown, symbols } = summarizeProfile(driver, KERNEL_GROUPS);
    expect([side.total, side.listed, side.rows, side.cutoff, shown]).toEqual([
      3852,
      2576,
      14,
      54,
      2576 / 3852,
    ]);
    expect(symbols.length).toBe(14);
    const [first, second, last] = [0, 1, 13].map((rank) => symbols.at(rank));
    expect(first).toMatchObject({
      index: 13,
      name: "file_read_actor",
      module: "",
      group: "copy",
      ticks: { point: 643, min: 643, max: 643 },
      share: 643 / 3852,
      symbols: 1,
      // 643 / 7.6548 is 84.0 bytes.
      size: { min: 84, max: 84 },
      line: 142 + 13,
    });
    expect(first.load).toBeCloseTo(7.6548, 4);
    expect([second.name, last.name, last.line]).toEqual([
      "csum_partial_copy_generic",
      "skb_release_data",
      142,
    ]);
  });

  it("adds its symbols up by group and by module, the most ticks first, and leaves out what has none", () => {
    const profile = listingProfile({
      rows: [
        ["memcpy", 10],
        ["idle_not_hit", 0],
        ["memset", 30],
        ["schedule", 50],
        ["memcpy", 20],
      ],
      modules: ["vmlinux", "unused", "vmlinux", "libc", "libc"],
      coverage: { kind: "complete" },
      low: [9, 0, 30, 48, 15],
      high: [12, 0, 31, 50, 22],
    });
    const { groups, modules, symbols } = summarizeProfile(profile, KERNEL_GROUPS);
    expect(modules).toEqual([row("libc", 2, 70, 63, 72), row("vmlinux", 2, 40, 39, 43)]);
    expect(groups.reduce((sum, { ticks }) => sum + ticks.point, 0)).toBe(110);
    expect(groups.map(({ symbols: count }) => count).reduce((a, b) => a + b)).toBe(4);
    expect(groups[0].ticks.point).toBeGreaterThanOrEqual(groups[1].ticks.point);
    expect(symbols.length).toBe(4);
    expect(symbols.at(3)).toMatchObject({
      name: "memcpy",
      module: "vmlinux",
      ticks: { point: 10, min: 9, max: 12 },
      size: null,
      load: null,
    });
    expect(summarizeProfile(profile, NO_GROUPS).groups).toEqual([row("other", 4, 110, 102, 115)]);
    expect(symbols.at(0).group).toBe("sched");
  });

  it("shows no part of a total of 0, and no line of a symbol that many stacks end in", async () => {
    expect(summarizeProfile(listingProfile({ rows: [["f", 0]] }), NO_GROUPS).shown).toBeNaN();
    const [stacks] = await folded.parse(sourceOf("a 1\na;b 2\nc;b 3\n", "s"), PLAIN);
    const { symbols } = summarizeProfile(stacks, NO_GROUPS);
    expect([symbols.length, symbols.at(0).name, symbols.at(0).ticks.point, symbols.at(0).line]).toEqual([
      2,
      "b",
      5,
      null,
    ]);
  });
});

describe("profiles that are recounted without a symbol", () => {
  it("lose its samples first, and say so once", async () => {
    const [profile] = await folded.parse(
      sourceOf("main;memcpy 3\nmain;schedule;memcpy 2\nmain;schedule 4\n", "s"),
      PLAIN,
    );
    const { profiles, notes } = recountWithout(
      [profile, profile],
      "inclusive",
      [{ kind: "symbol", name: "memcpy" }],
      KERNEL_GROUPS,
    );
    const named = profiles.map((each) =>
      Object.fromEntries(
        Array.from(countSymbols(each).counts, (count, i) => [each.symbols.name.at(i), count]),
      ),
    );
    expect(named).toEqual([
      { main: 4, memcpy: 0, schedule: 4 },
      { main: 4, memcpy: 0, schedule: 4 },
    ]);
    expect(notes.map(({ code }) => code)).toEqual(["without/left-out"]);
  });
});
