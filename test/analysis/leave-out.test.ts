import { describe, expect, it } from "vitest";
import { KERNEL_GROUPS } from "../../src/analysis/kernel-groups.ts";
import { leaveOut } from "../../src/analysis/leave-out.ts";
import { countSymbols } from "../../src/model/symbol-counts.ts";
import { folded } from "../../src/parsers/folded.ts";
import { PLAIN, sourceOf } from "../parsers/fixture-source.ts";
import { listingProfile } from "./mail-listings.ts";

// main (other) calls memcpy (copy) and schedule (sched), which calls memcpy too: 5 + 3 + 2 + 4 samples.
const STACKS = "main 5\nmain;memcpy 3\nmain;schedule;memcpy 2\nmain;schedule 4\n";

describe("a profile without a group", () => {
  it("has neither its samples nor their ticks, and says so", async () => {
    const [profile] = await folded.parse(sourceOf(STACKS, "a"), PLAIN);
    const left = leaveOut(profile, [{ kind: "group", name: "copy" }], KERNEL_GROUPS);
    expect(left.profile.measures[0]).toMatchObject({ listed: 9, total: 9 });
    expect(left.profile.samples.length).toBe(2);
    const counts = countSymbols(left.profile).counts;
    const byName = [...counts].map((count, i) => [profile.symbols.name.at(i), count] as const);
    expect(Object.fromEntries(byName)).toEqual({ main: 5, memcpy: 0, schedule: 4 });
    expect(left.notes).toMatchObject([{ code: "without/left-out" }]);
    expect(leaveOut(profile, [], KERNEL_GROUPS).profile).toBe(profile);
  });

  it("has the bounds of what is left, whichever entry took the rest", () => {
    const open = listingProfile({
      rows: [
        ["memcpy", 10],
        ["kfree", 20],
        ["schedule", 30],
      ],
      low: [8, 19, 28],
      high: [11, 22, 33],
    });
    const taken = [
      { kind: "group", name: "copy" },
      { kind: "symbol", name: "schedule" },
    ] as const;
    const [measure] = leaveOut(open, taken, KERNEL_GROUPS).profile.measures;
    expect([[...measure.counts], [...(measure.low ?? [])], [...(measure.high ?? [])]]).toEqual([
      [20],
      [19],
      [22],
    ]);
    expect([measure.total, leaveOut(open, [], KERNEL_GROUPS).notes]).toEqual([20, []]);
  });
});
