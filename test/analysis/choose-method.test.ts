import { expect, it } from "vitest";
import { chooseMethod } from "../../src/analysis/choose-method.ts";
import { KERNEL_GROUPS } from "../../src/analysis/kernel-groups.ts";
import { measureNoise } from "../../src/analysis/measure-noise.ts";
import { listingProfile } from "./mail-listings.ts";
import { sayRefusal } from "./refusal.ts";

const run = listingProfile({ rows: [["kfree", 100]] });
const noise = measureNoise([run, run, run], KERNEL_GROUPS);
const choose = (base: number, next: number, options: Parameters<typeof chooseMethod>[2] = {}): string => {
  let chosen = "";
  const refusal = sayRefusal(() => {
    const { basis, name } = chooseMethod(Array(base).fill(run), Array(next).fill(run), options);
    chosen = `${basis}: ${name.split(" ")[0]}`;
  });
  return chosen || refusal.split(":")[0];
};

it("chooses a test by how many runs there are, and refuses where so few tell nothing of their noise", () => {
  const [pair, welch, quasi] = ["sampling: mid-p", "replicates: Welch", "replicates: quasi-Poisson,"];
  const few = "incomparable diff/too-few-runs";
  expect([choose(1, 1), choose(1, 1, { interval: "exact" })]).toEqual([pair, "sampling: exact"]);
  expect([choose(1, 2), choose(3, 1), choose(1, 4), choose(4, 1)]).toEqual([few, few, quasi, quasi]);
  expect([choose(2, 2), choose(2, 9), choose(3, 2), choose(3, 3)]).toEqual([welch, welch, welch, quasi]);
  expect([choose(0, 1), choose(3, 0)]).toEqual(["usage diff/no-profile", "usage diff/no-profile"]);
});

it("pairs three runs or more of either side, and takes a noise file for one run a side alone", () => {
  const [paired, none] = ["replicates: paired", "usage diff/no-pairs"];
  const pairs = [
    choose(3, 3, { paired: true }),
    choose(2, 2, { paired: true }),
    choose(3, 4, { paired: true }),
  ];
  expect(pairs).toEqual([paired, none, none]);
  expect([choose(1, 1, { noise }), choose(1, 1, { noise, interval: "exact" })]).toEqual([
    "noise-file: mid-p",
    "noise-file: exact",
  ]);
  expect([choose(1, 4, { noise }), choose(2, 2, { noise })]).toEqual(
    Array(2).fill("usage noise/with-replicates"),
  );
});

it("tests no shares", () => {
  const shares = listingProfile({ rows: [["kfree", 100]], type: { assumes: "shares" } });
  expect(chooseMethod([run], [shares], {}).basis).toBe("none");
  expect(chooseMethod([shares], [run], { paired: true }).basis).toBe("none");
});
