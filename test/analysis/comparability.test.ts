import { describe, expect, it } from "vitest";
import { compareProfiles } from "../../src/analysis/compare.ts";
import { decideGate } from "../../src/analysis/gate.ts";
import { parseGateRules } from "../../src/analysis/gate-rules.ts";
import { KERNEL_GROUPS } from "../../src/analysis/kernel-groups.ts";
import { measureNoise } from "../../src/analysis/measure-noise.ts";
import { parseNormalization } from "../../src/analysis/normalization.ts";
import { shareOfGroups } from "../../src/analysis/share.ts";
import { listingProfile } from "./mail-listings.ts";

type Listing = Parameters<typeof listingProfile>[0];
const rows: Listing["rows"] = [
  ["kfree", 300],
  ["schedule", 200],
];
const codes = (base: Partial<Listing>, next: Partial<Listing>, normalize?: string): string[] =>
  compareProfiles([listingProfile({ rows, ...base })], [listingProfile({ rows, ...next })], {
    normalize: parseNormalization(normalize ?? "none"),
  }).notes.map(({ code }) => code);

describe("profiles that differ in more than the change under test", () => {
  it("are refused where they count different things", () => {
    expect(() => codes({ facts: { profileType: "time" } }, { facts: { profileType: "schedule" } })).toThrow(
      /time profile.*schedule profile/,
    );
    expect(codes({}, { facts: { profileType: "schedule" } })).toEqual(["comparable/profile-type-unknown"]);
    expect(codes({}, { facts: { profileType: "time" } })).toEqual([]);
  });

  it("say what they count before a user does: a heading or the kernel's own options", () => {
    const schedule = { facts: { commandLine: "console=ttyS0 profile=schedule,2" } };
    expect(() => codes({ facts: { profileType: "time" } }, schedule)).toThrow(
      /time profile.*schedule profile/,
    );
    expect(() => codes({ facts: { profileType: "time" } }, { title: "schedule() profile, 2 CPUs" })).toThrow(
      /schedule profile/,
    );
    const both = { facts: { ...schedule.facts, profileType: "time" } };
    expect(() => codes({ facts: { profileType: "time" } }, both)).toThrow(/schedule profile/);
    expect(codes(both, schedule)).toEqual(["comparable/profile-type-overruled"]);
    expect(codes({ facts: { commandLine: "profile=2" } }, { title: "schedule 18.2%" })).toEqual([]);
  });

  it("are refused where they sampled on other events, unless parts of each are compared", () => {
    const [cycles, clock, unsaid] = ["cycles", "cpu-clock", "samples"].map((event) => ({ type: { event } }));
    expect(() => codes(cycles, clock)).toThrow(/base counts cycles, next cpu-clock/);
    expect(() => codes(cycles, clock, "work=1:2")).toThrow(/cycles/);
    for (const normalize of ["total", "anchor=kfree", "median-of-ratios"]) {
      expect(codes(cycles, clock, normalize)).toContain("comparable/other-event");
    }
    expect(codes(unsaid, clock)).toEqual(["comparable/event-unknown"]);
    expect(codes(clock, clock)).toEqual([]);
  });

  it("have ratios and nothing else where they are percentages", () => {
    const type = { event: "cycles", unit: "percent", assumes: "shares" } as const;
    const [base, next] = [300, 600].map((kfree) =>
      listingProfile({
        rows: [
          ["kfree", kfree],
          ["schedule", 1000 - kfree],
        ],
        type,
      }),
    );
    const result = compareProfiles([base], [next]);
    expect([result.basis, result.symbols.familySize, result.groups.familySize]).toEqual(["none", 0, 0]);
    for (const row of [result.total, result.symbols.at(0), result.groups.at(0)]) {
      expect([row.p, row.interval, row.undecided]).toEqual([Number.NaN, null, "no-p-value"]);
    }
    expect(result.symbols.at(0).ratio).toBe(2);
    expect(result.notes.map(({ code }) => code)).toEqual(["comparable/shares"]);
    expect(() => shareOfGroups(base, ["mm"], KERNEL_GROUPS)).toThrow(/shares, not counts/);
    expect(() => measureNoise([base, base, base], KERNEL_GROUPS)).toThrow(/shares, not counts/);
    expect(decideGate(result, parseGateRules("total>+2%,new>1%,symbol:kfree>+5%,group:mm>+5")).exitCode).toBe(
      3,
    );
  });

  it("are compared with a note that names the difference", () => {
    const facts = { stepBytes: 4, hz: 100, kernel: "2.4.2", cpus: 1, host: "a" };
    const others = { stepBytes: 16, hz: 1000, kernel: "6.1", cpus: 2, host: "b" };
    expect(codes({ facts }, { facts: others })).toEqual(
      ["stepBytes", "hz", "kernel", "cpus", "host"].map((key) => `comparable/other-${key}`),
    );
    expect(codes({ facts }, { facts })).toEqual([]);
    expect(codes({ seconds: 10 }, { seconds: 12 })).toEqual(["comparable/other-seconds"]);
    expect(codes({ facts: { lostSamples: 3 } }, {})).toEqual(["comparable/lost-samples"]);
    expect(codes({}, { rows: [...rows, ["default_idle", 900]] })).toEqual(["comparable/idle"]);
    expect(codes({}, { modules: ["vmlinux", "vmlinux"] })).toEqual(["align/module-unknown"]);
  });
});

const pairOf = (gone: Listing["rows"][number], appeared: Listing["rows"][number]) =>
  compareProfiles(
    [listingProfile({ rows: [...rows, gone] })],
    [listingProfile({ rows: [...rows, appeared] })],
  ).renameCandidates;
const side = (name: string) =>
  listingProfile({
    rows: [
      ["kfree", 300, 3],
      [name, 90, 0.9],
    ],
  });

describe("rename candidates", () => {
  it("are names that differ by a compiler's suffix, are alike, or have one size as well", () => {
    expect(pairOf(["tcp_ack", 90], ["tcp_ack.isra.0", 95])).toMatchObject([
      { gone: "tcp_ack", new: "tcp_ack.isra.0" },
    ]);
    expect(pairOf(["tcp_sendmsg", 90], ["tcp_sendmsg_locked", 95])).toHaveLength(1);
    expect(pairOf(["tcp_sendmsg", 90], ["ext4_readpage", 95])).toEqual([]);
  });

  it("are not made of a size alone", () => {
    expect(compareProfiles([side("alpha_one")], [side("zulu_other")]).renameCandidates).toEqual([]);
    const [candidate] = compareProfiles(
      [side("read_page_async")],
      [side("read_pages_async")],
    ).renameCandidates;
    // 90 / .9 = 100 bytes, and no other whole number prints as .9000
    expect(candidate.reasons).toEqual(["the names are alike", "both have 100 bytes"]);
  });
});
