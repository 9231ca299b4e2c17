import { describe, expect, it } from "vitest";
import { compareProfiles } from "../../src/analysis/compare.ts";
import type { DiffResult } from "../../src/analysis/diff-result.ts";
import { checkGateGroups, combineExitCodes, decideGate } from "../../src/analysis/gate.ts";
import { parseGateRules } from "../../src/analysis/gate-rules.ts";
import { listingProfile, noSg, sg } from "./mail-listings.ts";
import { findRefusal } from "./refusal.ts";

const mail = () => compareProfiles([noSg], [sg]);
const complete = () =>
  compareProfiles(
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
const decide = (result: DiffResult, text: string) => {
  const { outcomes, exitCode } = decideGate(result, parseGateRules(text));
  return [outcomes.map(({ decision }) => decision).join(), exitCode];
};

const reasonsOf = (result: DiffResult, text: string) =>
  decideGate(result, parseGateRules(text)).outcomes.map(({ subject, reason }) => `${subject}: ${reason}`);

const refusalOf = (text: string) => findRefusal(() => parseGateRules(text));

const columnOf = (text: string): number | undefined => refusalOf(text)?.location?.column;

// The exit code of gates that ended with these.
const combined = (...exitCodes: readonly (0 | 1 | 3)[]) =>
  combineExitCodes(exitCodes.map((exitCode) => ({ outcomes: [], exitCode })));

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
    expect(decide(mail(), "total>+5%")).toEqual(["exceeded", 1]);
    expect(decide(mail(), "total>+18%")).toEqual(["kept", 0]);
    expect(decide(mail(), "total>+12%")).toEqual(["undecided", 3]);
    expect(decide(mail(), "total<-5%")).toEqual(["kept", 0]);
    // 348 +- 1.96 * sqrt(2874 + 3222) is 195 to 501
    expect(decide(mail(), "total>+190")).toEqual(["exceeded", 1]);
    expect(decide(mail(), "total>+200")).toEqual(["undecided", 3]);
    expect(decide(mail(), "total>+510")).toEqual(["kept", 0]);
  });

  it("puts exceeded before undecided before kept, and lets undecided ones pass or fail only when told", () => {
    expect(decide(mail(), "total>+12%, total>+5%,total>+18%")).toEqual(["undecided,exceeded,kept", 1]);
    const rules = parseGateRules("total>+12%");
    expect(decideGate(mail(), rules, "pass").exitCode).toBe(0);
    expect(decideGate(mail(), rules, "fail").exitCode).toBe(1);
  });

  it("does not decide on what a cut listing hides", () => {
    expect(decide(mail(), "group:copy>+5%")[0]).toBe("undecided");
    expect(decide(mail(), "symbol:tcp_transmit_skb>+5%")[0]).toBe("undecided");
    expect(decide(mail(), "new>1%")[0]).toBe("undecided");
    expect(decide(mail(), "symbol:never_seen>+5%")[0]).toBe("undecided");
  });

  it("finds new and gone symbols by their share, 4 % here", () => {
    expect(decide(complete(), "new>1%")).toEqual(["exceeded", 1]);
    expect(decide(complete(), "gone>3%")).toEqual(["exceeded", 1]);
    expect(decide(complete(), "new>4%")).toEqual(["undecided", 3]);
    expect(decide(complete(), "new>5%,gone>500")).toEqual(["kept,kept", 0]);
    expect(decide(complete(), "symbol:never_hit>+5%")).toEqual(["kept", 0]);
    // Nobody has the name: it may be misspelt, or the function renamed.
    expect(decide(complete(), "symbol:never_seen>+5%")).toEqual(["undecided", 3]);
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

  it("holds a fall against a limit of less, and what does not change at all against nothing", () => {
    // The mail turned round: a ratio of .848 to .938
    const fall = compareProfiles([sg], [noSg]);
    expect(decide(fall, "total<-5%")).toEqual(["exceeded", 1]);
    expect(decide(fall, "total<-10%")).toEqual(["undecided", 3]);
    expect(decide(fall, "total<-16%")).toEqual(["kept", 0]);
    expect(decide(complete(), "symbol:never_hit>0%,symbol:never_hit<0,group:idle>0")).toEqual([
      "kept,kept,kept",
      0,
    ]);
  });

  it("says why it decided, and on what", () => {
    const rules = "total>+5%,symbol:tcp_transmit_skb>5%,symbol:never_seen>5%,group:idle>1";
    expect(reasonsOf(mail(), rules)).toEqual([
      "total: increase",
      "tcp_transmit_skb: bounds",
      "never_seen: no listing shows this symbol, and one was cut",
      "idle: no listing shows this group, and one was cut",
    ]);
    expect(reasonsOf(complete(), "symbol:never_seen>5%,symbol:never_hit>1,group:idle>1")).toEqual([
      "never_seen: no input has a symbol of this name",
      "never_hit: neither side counts this symbol",
      "idle: neither side counts this group",
    ]);
    // Of names that nobody has the nearest one is offered, with complete listings and with cut ones.
    expect(reasonsOf(complete(), "symbol:shedule>1")).toEqual([
      "shedule: no input has a symbol of this name; did you mean schedule?",
    ]);
    expect(reasonsOf(compareProfiles([noSg], [sg]), "symbol:file_read_actr>1")).toEqual([
      "file_read_actr: no listing shows this symbol, and one was cut; did you mean file_read_actor?",
    ]);
    expect(reasonsOf(complete(), "new>1%,gone>300,new>50%")).toEqual([
      "new_one: new, with 400 ticks",
      "gone_one: gone, with 400 ticks",
      "new: no new symbol reaches the limit",
    ]);
  });

  it("of several comparisons ends with 1 before 3 before 0", () => {
    expect([combined(0, 3, 1), combined(0, 3, 0), combined(0, 0), combined()]).toEqual([1, 3, 0, 0]);
  });

  it("is read as target, direction and a limit, a fraction with % and ticks without", () => {
    const [total, symbol, gone, group, fresh] = parseGateRules(
      " total>+2% ,symbol:operator<<-10.5%,gone > .5%,group:a b>-3,new>50",
    );
    expect(total).toEqual({
      text: "total>+2%",
      target: { kind: "total" },
      direction: ">",
      limit: 0.02,
      relative: true,
    });
    expect(symbol).toMatchObject({
      target: { kind: "symbol", name: "operator<" },
      direction: "<",
      limit: -0.105,
    });
    expect(gone).toMatchObject({
      text: "gone > .5%",
      target: { kind: "gone" },
      limit: 0.005,
      relative: true,
    });
    expect(group).toMatchObject({ target: { kind: "group", name: "a b" }, limit: -3, relative: false });
    expect(fresh).toMatchObject({ target: { kind: "new" }, limit: 50, relative: false });
  });

  it("is refused where it is neither, with what was expected and how to write it", () => {
    for (const [text, column, message] of [
      ["", 1, "--fail-on: expected a rule"],
      ["total", 1, '--fail-on: expected > or < in "total"'],
      ["total>1,new>-1%", 12, "--fail-on: new symbols have a share or ticks above 0: write new>1%"],
      ["gone<5", 5, "--fail-on: gone symbols have a share or ticks above 0: write gone>1%"],
      [" grp>1   ", 2, '--fail-on: unknown target "grp"'],
      [">5%", 1, '--fail-on: unknown target ""'],
      ["agroup:b>1", 1, '--fail-on: unknown target "agroup:b"'],
      ["group:>1", 1, '--fail-on: unknown target "group:"'],
      ["total>1e3", 7, '--fail-on: expected a number, with % where relative, found "1e3"'],
      ["total>5%5", 7, '--fail-on: expected a number, with % where relative, found "5%5"'],
      ["total>x5", 7, '--fail-on: expected a number, with % where relative, found "x5"'],
      ["total>+-5", 7, '--fail-on: expected a number, with % where relative, found "+-5"'],
    ] as const) {
      const refusal = refusalOf(text);
      expect([refusal?.kind, refusal?.location?.path, refusal?.location?.column, refusal?.message]).toEqual([
        "usage",
        "--fail-on",
        column,
        message,
      ]);
      expect(refusal?.code).toBe("fail-on/malformed");
      expect(refusal?.hint).toContain("group:copy>+5%");
    }
    expect(["new>0", "total>1.25", "total>.125"].map((text) => parseGateRules(text)[0].limit)).toEqual([
      0, 1.25, 0.125,
    ]);
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
