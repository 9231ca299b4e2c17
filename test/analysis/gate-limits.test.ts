import { describe, expect, it } from "vitest";
import { type CompareOptions, compareProfiles } from "../../src/analysis/compare.ts";
import type { DiffResult } from "../../src/analysis/diff-result.ts";
import { checkGateGroups, decideGate } from "../../src/analysis/gate.ts";
import { parseGateRules } from "../../src/analysis/gate-rules.ts";
import { KERNEL_GROUPS } from "../../src/analysis/kernel-groups.ts";
import { measureNoise } from "../../src/analysis/measure-noise.ts";
import { listingProfile, noSg, completeListing as run, sg } from "./mail-listings.ts";
import { findRefusal } from "./refusal.ts";

type Ticks = Readonly<Record<string, number>>;
const compare = (base: Ticks, next: Ticks, options: CompareOptions = {}) =>
  compareProfiles([run(base)], [run(next)], options);
/** Subject and decision of each rule. */
const decide = (result: DiffResult, rules: string): string[] =>
  decideGate(result, parseGateRules(rules)).outcomes.map(({ subject, decision }) => `${subject} ${decision}`);
const reasons = (result: DiffResult, rules: string): string[] =>
  decideGate(result, parseGateRules(rules)).outcomes.map(({ decision, reason }) => `${decision}: ${reason}`);

/** Runs of so many ticks, and of that much less and more. */
const runs = (centre: number, spread: number) =>
  [-1, 0, 1].map((way) => run({ kfree: centre + way * spread }));

const others = (ticks: number) =>
  Object.fromEntries(Array.from({ length: 12 }, (_, i): [string, number] => [`tcp_${i}`, ticks]));

describe("a limit in ticks", () => {
  it("is held against the change at the work of base, with the noise of both sides at that work", () => {
    const work = { kind: "work", amounts: { base: 1, next: 2 } } as const;
    const result = compare({ kfree: 400 }, { kfree: 1600 }, { normalize: work });
    // +400, of a variance of 400 + 1600 / 4: 1.96 sqrt(800) = 55.4 to either side
    expect(decide(result, "total>+340,total>+350,total>+450,total>+460")).toEqual([
      "total exceeded",
      "total undecided",
      "total undecided",
      "total kept",
    ]);
  });

  it("is one that has no %, whether or not it has a sign", () => {
    // +400 of 10000, give or take 1.96 sqrt(20400) = 280: more than 2 ticks, perhaps not more than 2 %
    const result = compare({ kfree: 10_000 }, { kfree: 10_400 });
    expect(decide(result, "total>2,total>+2,total>2%")).toEqual([
      "total exceeded",
      "total exceeded",
      "total undecided",
    ]);
  });

  it("knows the noise between runs with its degrees of freedom, and sampling noise where a side counted nothing", () => {
    // Dispersion (2 * 900 / 300 + 2 * 3600 / 600) / 4 = 4.5 with 4 degrees: 2.776 sqrt(4.5 * 2700) = 306 of +900
    const result = compareProfiles(runs(300, 30), runs(600, 60));
    expect(decide(result, "total>+570,total>+640,total>+1170,total>+1240")).toEqual([
      "total exceeded",
      "total undecided",
      "total undecided",
      "total kept",
    ]);
    // 100 new ticks, give or take 19.6
    const fresh = compare({ schedule: 500 }, { schedule: 500, kfree: 100 });
    expect(decide(fresh, "symbol:kfree>+75,symbol:kfree>+85,symbol:kfree>+115,symbol:kfree>+125")).toEqual([
      "kfree exceeded",
      "kfree undecided",
      "kfree undecided",
      "kfree kept",
    ]);
  });

  it("is held against both ends of a bounded change, also where its row is not tested", () => {
    const base = listingProfile({ rows: [["kfree", 3]], low: [2], high: [4] });
    const result = compareProfiles([base], [run({ kfree: 4 })]);
    expect(result.symbols.at(0).interval).toBeNull();
    // 0 to +2, and 1.96 sqrt(4 + 4) = 5.5 more
    expect(decide(result, "symbol:kfree>+7,symbol:kfree>+8,symbol:kfree<-5,symbol:kfree<-6")).toEqual([
      "kfree undecided",
      "kfree kept",
      "kfree undecided",
      "kfree kept",
    ]);
    expect(reasons(result, "symbol:kfree>+5%")).toEqual(["undecided: too-few-ticks"]);
  });

  it("decides nothing where nobody knows the noise, or nothing bounds what is hidden", () => {
    const noise = measureNoise(
      [90, 100, 110].map((kfree) => run({ kfree })),
      KERNEL_GROUPS,
    );
    const unknown = compare({ kfree: 100, schedule: 50 }, { kfree: 100, schedule: 90, fresh: 60 }, { noise });
    expect(reasons(unknown, "symbol:schedule>+1,new>1,new>1%")).toEqual([
      "undecided: no-p-value",
      "undecided: new, and its noise is not known",
      "undecided: new, and its noise is not known",
    ]);
    const unstated = listingProfile({
      rows: [["schedule", 90]],
      coverage: { kind: "unstated", absent: "unknown" },
    });
    const open = compareProfiles([run({ kfree: 100, schedule: 90 })], [unstated]);
    const [{ interval, decision }] = decideGate(open, parseGateRules("symbol:kfree>+1000")).outcomes;
    expect([interval, decision]).toEqual([null, "undecided"]);
  });
});

describe("a limit of no change of a group", () => {
  const STEADY = { schedule: 3000 };

  it("is exceeded by the symbol that moved most surely in its direction, wherever it stands", () => {
    const base = { kfree: 1000, kmalloc: 1000, kzalloc: 1000, kmem_cache_free: 3000, kvfree: 1, ...STEADY };
    const middle = compare(base, {
      ...base,
      kfree: 1400,
      kmalloc: 2000,
      kzalloc: 1300,
      kmem_cache_free: 1300,
    });
    expect(decide(middle, "group:mm>0,group:mm<0")).toEqual(["kmalloc exceeded", "kmem_cache_free exceeded"]);
    expect(reasons(middle, "group:mm>0")).toEqual(["exceeded: increase of a symbol of the group"]);
    const first = compare(base, {
      ...base,
      kfree: 2000,
      kmalloc: 1300,
      kzalloc: 1300,
      kmem_cache_free: 1400,
    });
    expect(decide(first, "group:mm>0")).toEqual(["kfree exceeded"]);
  });

  it("is not exceeded by the symbols of another, by one that is told alone, nor by those that moved otherwise", () => {
    const base = { kfree: 2000, kmalloc: 2000, ...STEADY };
    expect(
      decide(compare(base, { ...base, schedule: 5000 }), "group:mm>0,symbol:kfree>0,symbol:kmalloc>0"),
    ).toEqual(["mm undecided", "kfree undecided", "kmalloc undecided"]);
    expect(decide(compare(base, { ...base, kfree: 1000 }), "group:mm>0,group:mm<0")).toEqual([
      "mm kept",
      "mm exceeded",
    ]);
  });

  it("is not exceeded by a finding that many others made possible, if the group alone does not bear it", () => {
    // Simes of p .029, .020 and 1 is .044, twice that no finding; among twelve that doubled q is .03.
    const result = compare(
      { kfree: 1000, kmalloc: 1000, kzalloc: 1000, ...others(100) },
      { kfree: 1100, kmalloc: 900, kzalloc: 1000, ...others(300) },
    );
    expect([result.symbols.directionAt(0), result.symbols.directionAt(1)]).toEqual([1, -1]);
    expect(decide(result, "group:mm>0,group:mm<0")).toEqual(["mm undecided", "mm undecided"]);
  });
});

describe("a limit of new and gone symbols", () => {
  it("is a part of the side that has them, and is decided by the one with the most ticks, the first of equals", () => {
    const result = compare(
      { alpha: 400, beta: 400, gamma: 300, kfree: 8900 },
      { kfree: 2000, delta: 100, eta: 200 },
    );
    // 400 of 10,000 are 4 %, 363 to 441 ticks; 200 of 2300 are 8.7 %
    expect(decide(result, "gone>3%,gone>3.9%,gone>5%,new>7%,new>11%")).toEqual([
      "alpha exceeded",
      "alpha undecided",
      "gone kept",
      "eta exceeded",
      "new kept",
    ]);
    expect(decide(result, "gone>350,gone>380,gone>430,gone>450")).toEqual([
      "alpha exceeded",
      "alpha undecided",
      "alpha undecided",
      "gone kept",
    ]);
  });

  it("is open where the other listing may hide the symbol, or its own may hide another", () => {
    const cut = listingProfile({ rows: [["kfree", 100]], total: 140 });
    const fresh = compareProfiles([cut], [run({ kfree: 100, fresh: 60 })]);
    expect(reasons(fresh, "new>10%")).toEqual(["undecided: the other listing was cut and may hide it"]);
    // The cut one may hide 40 of 140 ticks: 28.6 %.
    const hidden = compareProfiles([run({ kfree: 100 })], [cut]);
    const open = "undecided: a new symbol above the limit may be hidden by the cut listing";
    const none = "kept: no new symbol reaches the limit";
    expect(reasons(hidden, "new>28%,new>29%,new>39,new>40")).toEqual([open, none, open, none]);
    const unstated = listingProfile({
      rows: [["kfree", 100]],
      coverage: { kind: "unstated", absent: "unknown" },
    });
    expect(reasons(compareProfiles([run({ kfree: 100 })], [unstated]), "new>99%,new>1000")).toEqual([
      open,
      open,
    ]);
    expect(decide(compare({ kfree: 0 }, { kfree: 20 }), "gone>1%")).toEqual(["gone kept"]);
  });
});

describe("a limit of what nobody counts", () => {
  it("is open where either listing was cut", () => {
    const complete = run({ file_read_actor: 600 });
    for (const result of [compareProfiles([noSg], [complete]), compareProfiles([complete], [sg])])
      expect(reasons(result, "symbol:never_seen>1,group:idle>1")).toEqual([
        "undecided: no listing shows this symbol, and one was cut",
        "undecided: no listing shows this group, and one was cut",
      ]);
  });

  it("is refused of a group that the rules do not have, not of a symbol", () => {
    checkGateGroups(parseGateRules("symbol:copi>1%,total>1%,group:copy>1%"), ["copy"]);
    expect(
      findRefusal(() => checkGateGroups(parseGateRules("total>1%,group:copi>1%"), ["copy"])),
    ).toMatchObject({
      kind: "usage",
      code: "fail-on/unknown-group",
      location: { path: "--fail-on", line: 1, column: 1, text: "group:copi>1%" },
    });
  });
});
