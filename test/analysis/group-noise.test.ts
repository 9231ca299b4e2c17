import { describe, expect, it } from "vitest";
import { compareProfiles } from "../../src/analysis/compare.ts";
import type { DiffResult } from "../../src/analysis/diff-result.ts";
import { KERNEL_GROUPS } from "../../src/analysis/kernel-groups.ts";
import { measureNoise } from "../../src/analysis/measure-noise.ts";
import { completeListing as run } from "./mail-listings.ts";

const groupOf = ({ groups }: DiffResult, name: string) => {
  for (let i = 0; i < groups.length; i++) if (groups.nameAt(i) === name) return groups.at(i);
  throw new Error(`no group ${name}`);
};

describe("a group under a noise file", () => {
  // kfree and kmalloc trade ticks: each varies by 40 about 400, their sum by nothing.
  const noise = measureNoise(
    [40, -40, 40, -40, 40, -40].map((shift) => run({ kfree: 400 + shift, kmalloc: 400 - shift, kzalloc: 3 })),
    KERNEL_GROUPS,
  );

  it("is tested with no less noise than its symbols", () => {
    // Pearson: 6 * 1600 / 400 / 5 = 4.8 for each, 0 for the sum.
    const mm = noise.groups.find(({ group }) => group === "mm");
    expect(mm?.phi).toBeCloseTo(0, 9);
    const [kfree] = noise.symbols;
    expect(kfree.phi).toBeCloseTo(4.8, 9);
    expect(mm?.members).toBeCloseTo(kfree.interval.high, 9);
    const result = compareProfiles([run({ kfree: 400, kmalloc: 400 })], [run({ kfree: 500, kmalloc: 500 })], {
      noise,
    });
    expect(groupOf(result, "mm").dispersion).toBeCloseTo(kfree.interval.high, 9);
    expect(groupOf(result, "mm").verdict).toBe("inconclusive");
  });

  it("does not change by a symbol that the file has never seen, but may by a rare one that it has", () => {
    const base = run({ kfree: 40, kmalloc: 40 });
    const [unseen, rare] = ["kvfree_new", "kzalloc"].map((name) =>
      groupOf(compareProfiles([base], [run({ kfree: 40, kmalloc: 40, [name]: 4000 })], { noise }), "mm"),
    );
    expect([unseen.verdict, unseen.next.point]).toEqual(["inconclusive", 4080]);
    expect(unseen.p).toBeCloseTo(1, 9);
    expect(unseen.interval !== null && unseen.interval.low <= 1 && unseen.interval.high >= unseen.ratio).toBe(
      true,
    );
    expect(rare.verdict).toBe("increase");
  });
});
