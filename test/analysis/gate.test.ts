import { describe, expect, it } from "vitest";
import { compareProfiles } from "../../src/analysis/compare.ts";
import { checkGateGroups, decideGate } from "../../src/analysis/gate.ts";
import { parseGateRules } from "../../src/analysis/gate-rules.ts";
import { ZcprofError } from "../../src/model/zcprof-error.ts";
import { listingProfile, noSg, sg } from "./mail-listings.ts";

const mail = compareProfiles([noSg], [sg]);
const complete = compareProfiles(
  [
    listingProfile({
      rows: [
        ["kfree", 5000],
        ["gone_one", 400],
        ["schedule", 4600],
      ],
    }),
  ],
  [
    listingProfile({
      rows: [
        ["kfree", 5000],
        ["new_one", 400],
        ["schedule", 4600],
        ["never_hit", 0],
      ],
    }),
  ],
);
const decide = (result: typeof mail, text: string) => {
  const { outcomes, exitCode } = decideGate(result, parseGateRules(text));
  return [outcomes.map(({ decision }) => decision).join(), exitCode];
};

const columnOf = (text: string): number | undefined => {
  try {
    parseGateRules(text);
  } catch (error) {
    if (error instanceof ZcprofError) return error.location?.column;
  }
  return undefined;
};

const memcpySide = (first: number, second: number) =>
  listingProfile({
    rows: [
      ["memcpy", first],
      ["memcpy", second],
    ],
    modules: ["vmlinux", "libc"],
  });

const memorySide = (kfree: number, kmalloc: number) =>
  listingProfile({
    rows: [
      ["kfree", kfree],
      ["kmalloc", kmalloc],
    ],
  });

const freshRuns = (ticks: readonly number[], fresh: readonly number[]) =>
  ticks.map((kfree, i) =>
    listingProfile({
      rows:
        fresh[i] === undefined
          ? [["kfree", kfree]]
          : [
              ["kfree", kfree],
              ["fresh", fresh[i]],
            ],
      coverage: { kind: "complete" },
    }),
  );

const memoryRun = (...ticks: readonly number[]) =>
  listingProfile({
    rows: ["kfree", "kmalloc", "kzalloc", "young", "elder", "infant"].flatMap((name, i) =>
      ticks[i] > 0 ? [[name, ticks[i]] as const] : [],
    ),
    coverage: { kind: "complete" },
  });

describe("a gate", () => {
  it("names the member that changed most surely, and the new symbol with the most ticks", () => {
    const result = compareProfiles(
      [memoryRun(1000, 1000, 1000, 0, 0, 0)],
      [memoryRun(1300, 2000, 1200, 40, 90, 20)],
    );
    const subjectOf = (text: string) => {
      const { outcomes } = decideGate(result, parseGateRules(text));
      return outcomes.map(({ subject, decision }) => [subject, decision]);
    };
    expect(subjectOf("new>0.1%")).toEqual([["elder", "exceeded"]]);
    // The sum stands still at 4000, so that a member decides.
    const traded = compareProfiles(
      [memoryRun(1000, 1000, 2000, 0, 0, 0)],
      [memoryRun(1300, 2000, 700, 0, 0, 0)],
    );
    const { outcomes } = decideGate(traded, parseGateRules("group:mm>0"));
    expect(outcomes.map(({ subject, decision }) => [subject, decision])).toEqual([["kmalloc", "exceeded"]]);
  });

  it("is exceeded, kept or undecided by the whole interval: the mail's total is 1.066 to 1.179", () => {
    expect(decide(mail, "total>+5%")).toEqual(["exceeded", 1]);
    expect(decide(mail, "total>+18%")).toEqual(["kept", 0]);
    expect(decide(mail, "total>+12%")).toEqual(["undecided", 3]);
    expect(decide(mail, "total<-5%")).toEqual(["kept", 0]);
    // 348 +- 1.96 * sqrt(2874 + 3222) is 195 to 501
    expect(decide(mail, "total>+190")).toEqual(["exceeded", 1]);
    expect(decide(mail, "total>+200")).toEqual(["undecided", 3]);
    expect(decide(mail, "total>+510")).toEqual(["kept", 0]);
  });

  it("puts exceeded before undecided before kept, and lets undecided ones pass or fail only when told", () => {
    expect(decide(mail, "total>+12%, total>+5%,total>+18%")).toEqual(["undecided,exceeded,kept", 1]);
    const rules = parseGateRules("total>+12%");
    expect(decideGate(mail, rules, "pass").exitCode).toBe(0);
    expect(decideGate(mail, rules, "fail").exitCode).toBe(1);
  });

  it("does not decide on what a cut listing hides", () => {
    expect(decide(mail, "group:copy>+5%")[0]).toBe("undecided");
    expect(decide(mail, "symbol:tcp_transmit_skb>+5%")[0]).toBe("undecided");
    expect(decide(mail, "new>1%")[0]).toBe("undecided");
    expect(decide(mail, "symbol:never_seen>+5%")[0]).toBe("undecided");
  });

  it("finds new and gone symbols by their share, 4 % here", () => {
    expect(decide(complete, "new>1%")).toEqual(["exceeded", 1]);
    expect(decide(complete, "gone>3%")).toEqual(["exceeded", 1]);
    expect(decide(complete, "new>4%")).toEqual(["undecided", 3]);
    expect(decide(complete, "new>5%,gone>500")).toEqual(["kept,kept", 0]);
    expect(decide(complete, "symbol:never_hit>+5%")).toEqual(["kept", 0]);
    // Nobody has the name: it may be misspelt, or the function renamed.
    expect(decide(complete, "symbol:never_seen>+5%")).toEqual(["undecided", 3]);
  });

  it("takes no symbol for new that the other side lists with 0 ticks", () => {
    const rows = [["kfree", 5000]] as const;
    const coverage = { kind: "complete" } as const;
    const base = listingProfile({ rows: [...rows, ["woken", 0]], coverage });
    const next = listingProfile({ rows: [...rows, ["woken", 500]], coverage });
    expect(decide(compareProfiles([base], [next]), "new>1%")).toEqual(["kept", 0]);
    const unlisted = listingProfile({ rows, coverage });
    expect(decide(compareProfiles([unlisted], [next]), "new>1%")).toEqual(["exceeded", 1]);
  });

  it("decides a name of several modules by the worst of them", () => {
    const result = compareProfiles([memcpySide(5000, 5000)], [memcpySide(5000, 9000)]);
    expect(decide(result, "symbol:memcpy>+20%")).toEqual(["exceeded", 1]);
    expect(decide(result, "symbol:memcpy>+200%")).toEqual(["kept", 0]);
  });

  it("sees through a sum whose symbols traded ticks, where no change at all is allowed", () => {
    const result = compareProfiles([memorySide(2000, 2000)], [memorySide(2400, 1600)]);
    const { outcomes } = decideGate(result, parseGateRules("group:mm>0%,group:mm<0%,group:mm>10%"));
    expect(outcomes.map(({ decision, subject }) => `${subject} ${decision}`)).toEqual([
      "kfree exceeded",
      "kmalloc exceeded",
      "mm kept",
    ]);
    expect(
      decide(compareProfiles([memorySide(2000, 2000)], [memorySide(2010, 1990)]), "group:mm>0%")[0],
    ).toBe("undecided");
  });

  it("widens limits in ticks and shares by the noise between runs", () => {
    const base = freshRuns([900, 1100, 1000], []);
    const steady = compareProfiles(base, freshRuns([1900, 2100, 2000], [100, 100, 100]));
    const wild = compareProfiles(base, freshRuns([1900, 2100, 2000], [20, 20, 260]));
    // 300 of 6300 ticks: 4.8 %, by sampling 4.3 to 5.3 %; runs of 20, 20 and 260 do not say so much.
    expect(decide(steady, "new>4%")[0]).toBe("exceeded");
    expect(decide(wild, "new>4%")[0]).toBe("undecided");
    // +3000 ticks, dispersion 100^2 * 4 / (..): sampling alone would reach 1.96 * sqrt(9000) = 186 to either side.
    expect(decide(steady, "symbol:kfree>+2800")[0]).toBe("undecided");
    expect(decide(steady, "symbol:kfree>+500")[0]).toBe("exceeded");
  });

  it("tells where a rule is wrong", () => {
    expect(columnOf("total>2%, ")).toBe(11);
    expect(columnOf("total>2%,grp:x>1%")).toBe(10);
    expect(columnOf("total>2%x")).toBe(7);
    expect(columnOf("total")).toBe(1);
    expect(columnOf("new<1%")).toBe(4);
    expect(() => checkGateGroups(parseGateRules("group:copi>1%"), ["copy"])).toThrow(/no group "copi"/);
  });
});
