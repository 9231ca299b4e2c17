import { describe, expect, it } from "vitest";
import { KERNEL_GROUPS } from "../../src/analysis/kernel-groups.ts";
import { leaveOut } from "../../src/analysis/leave-out.ts";
import { countSymbols } from "../../src/model/symbol-counts.ts";
import { folded } from "../../src/parsers/folded.ts";
import { PLAIN, sourceOf } from "../parsers/fixture-source.ts";

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
});
