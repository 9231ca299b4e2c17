import { describe, expect, it } from "vitest";
import { compareProfiles } from "../../src/analysis/compare.ts";
import { listingProfile } from "./mail-listings.ts";

type Listing = Parameters<typeof listingProfile>[0];
const rows: Listing["rows"] = [
  ["kfree", 300],
  ["schedule", 200],
];
const codes = (base: Partial<Listing>, next: Partial<Listing>): string[] =>
  compareProfiles([listingProfile({ rows, ...base })], [listingProfile({ rows, ...next })]).notes.map(
    ({ code }) => code,
  );

describe("profiles that differ in more than the change under test", () => {
  it("are refused where they count different things", () => {
    expect(() => codes({ facts: { profileType: "time" } }, { facts: { profileType: "schedule" } })).toThrow(
      /time profile.*schedule profile/,
    );
    expect(codes({}, { facts: { profileType: "schedule" } })).toEqual(["comparable/profile-type-unknown"]);
    expect(codes({}, { facts: { profileType: "time" } })).toEqual([]);
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
