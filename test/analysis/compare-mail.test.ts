import { describe, expect, it } from "vitest";
import { compareProfiles } from "../../src/analysis/compare.ts";
import { explainRow } from "../../src/analysis/explain.ts";
import { parseSymbolMapping } from "../../src/analysis/symbol-mapping.ts";
import { noSg, sg } from "./mail-listings.ts";
import { rowOf } from "./row-of.ts";

const SEND_PATH = "tcp_sendmsg_copy=tcp_sendmsg+do_tcp_sendpages";
const plain = () => compareProfiles([noSg], [sg]);
const mapped = () => compareProfiles([noSg], [sg], { mapping: parseSymbolMapping([SEND_PATH]) });

function notesWithout(name: string) {
  const { notes } = compareProfiles([noSg], [sg], { without: [{ kind: "symbol", name }] });
  return notes.map(({ code, hint }) => [code, hint]);
}

// Expected values: docs/statistics.md and arithmetic on the mail's rows.
describe("the mail's first two listings", () => {
  it("differ by a factor of 1.1211, 1.0661 to 1.1789, unless runs vary more than 5.17 times sampling noise", () => {
    const { ratio, interval, p, breakEvenDispersion, verdict, delta } = plain().total;
    expect(ratio.toFixed(4)).toBe("1.1211");
    expect([interval?.low.toFixed(4), interval?.high.toFixed(4)]).toEqual(["1.0661", "1.1789"]);
    expect(p.toExponential(2)).toBe("8.28e-6");
    expect(breakEvenDispersion?.toFixed(2)).toBe("5.17");
    expect(verdict).toBe("increase");
    expect(delta.point).toBe(3222 - 2874);
  });

  it("hold 17 symbols, whose changes and the unlisted one sum to +348", () => {
    const { symbols, unlisted, total } = plain();
    expect([symbols.length, symbols.familySize]).toEqual([17, 17]);
    const shown = symbols.delta.reduce((sum, delta) => sum + delta, 0);
    expect(unlisted).toEqual({ base: 2874 - 1872, next: 3222 - 2067, delta: 153 });
    expect(shown + unlisted.delta).toBe(total.delta.point);
    let parts = unlisted.delta / 348;
    for (let i = 0; i < symbols.length; i++) parts += symbols.at(i).partOfDelta;
    expect(parts).toBeCloseTo(1, 12);
  });

  it("cannot say whether tcp_transmit_skb changed: 47 became something of 0 to 47", () => {
    const row = rowOf(plain(), "tcp_transmit_skb");
    expect(row.next).toEqual({ point: 0, min: 0, max: 47 });
    expect(row.delta).toEqual({ point: -47, min: -47, max: 0 });
    expect([row.verdict, row.undecided, row.presence, row.p]).toEqual(["inconclusive", "bounds", "gone", 1]);
  });

  it("leave open by how much do_tcp_sendpages rose, but not that it rose by 105 at least", () => {
    const row = rowOf(plain(), "do_tcp_sendpages");
    expect(row.delta).toEqual({ point: 152, min: 105, max: 152 });
    expect(row.ratioBounds).toEqual({ low: 152 / 47, high: Infinity });
    expect([row.verdict, row.presence]).toEqual(["increase", "new"]);
    expect([row.baseLine, row.nextLine]).toEqual([null, 113 + 11]);
  });

  it("have a send path that rose by 162, 68 to 209 with what the cut hides of its parts", () => {
    const row = rowOf(mapped(), "tcp_sendmsg_copy");
    expect(row.base).toEqual({ point: 99, min: 99, max: 99 + 47 + 47 });
    expect(row.next).toEqual({ point: 261, min: 261, max: 261 + 47 });
    expect(row.delta).toEqual({ point: 162, min: 68, max: 209 });
    expect([row.members, row.verdict]).toEqual([2, "increase"]);
    expect([row.partBounds.min * 348, row.partOfDelta * 348, row.partBounds.max * 348]).toEqual([
      68, 162, 209,
    ]);
    expect(rowOf(mapped(), "schedule").partBounds).toEqual({ min: -54 / 348, max: -7 / 348 });
    const parts = explainRow(mapped(), "tcp_sendmsg_copy").steps.filter(({ name }) =>
      name.startsWith("part"),
    );
    expect(parts.map(({ result }) => result)).toEqual([162 / 348, [68 / 348, 209 / 348]]);
    expect(mapped().symbols.length).toBe(15);
  });

  it("have a checksum copy that rose and a file_read_actor that one pair cannot tell from noise", () => {
    const result = mapped();
    const checksum = rowOf(result, "csum_partial_copy_generic");
    expect([checksum.delta.point, checksum.verdict, checksum.group]).toEqual([84, "increase", "checksum"]);
    const actor = rowOf(result, "file_read_actor");
    expect([actor.delta.point, actor.verdict, actor.undecided]).toEqual([67, "inconclusive", "noise"]);
    expect(actor.group).toBe("copy");
    let others = 0;
    for (let i = 0; i < result.symbols.length; i++) others += result.symbols.delta[i];
    expect(others - 162 - 84 - 67).toBe(-118);
  });

  it("have groups that lie between what is shown and that plus the whole remainder", () => {
    const { groups } = plain();
    for (let i = 0; i < groups.length; i++) {
      const { base, next, verdict, undecided } = groups.at(i);
      expect([base.max - base.min, next.max - next.min]).toEqual([1002, 1155]);
      expect([verdict, undecided]).toEqual(["inconclusive", "bounds"]);
    }
  });

  it("turn round when base and next change places", () => {
    const back = compareProfiles([sg], [noSg]);
    const { total } = plain();
    expect(back.total.ratio).toBeCloseTo(1 / total.ratio, 12);
    expect(back.total.interval?.low).toBeCloseTo(1 / (total.interval?.high ?? 0), 9);
    const row = rowOf(back, "do_tcp_sendpages");
    expect([row.verdict, row.delta.max, row.ratioBounds.high]).toEqual(["decrease", -105, 47 / 152]);
  });

  it("are explained with every number and its line", () => {
    const { sources, steps } = explainRow(mapped(), "csum_partial_copy_generic");
    expect(sources).toEqual([
      { side: "base", path: "mail.txt", line: 107 },
      { side: "next", path: "mail.txt", line: 125 },
    ]);
    const ratio = steps.find(({ name }) => name === "ratio");
    expect(ratio?.values).toContainEqual({ name: "y", value: 520 });
    expect(ratio?.result).toBe(520 / 436);
    const q = steps.find(({ name }) => name.startsWith("q, Benjamini-Hochberg"));
    const value = (name: string): number => Number(q?.values.find((entry) => entry.name === name)?.value);
    expect(q?.result).toBeCloseTo((value("p_j") * value("m")) / value("j"), 15);
    expect(() => explainRow(mapped(), "sendmsg")).toThrow(/no|neither/);
  });

  it("without a symbol that nobody lists say so, and ask for the nearest", () => {
    expect(notesWithout("file_read_acter")).toContainEqual([
      "without/unknown-symbol",
      "did you mean file_read_actor?",
    ]);
    expect(notesWithout("file_read_actor").flat()).not.toContain("without/unknown-symbol");
  });

  it("propose what the send path became, and apply nothing", () => {
    expect(plain().renameCandidates).toEqual([
      { gone: "tcp_sendmsg_copy", new: "tcp_sendmsg", reasons: ["the names are alike"] },
    ]);
  });
});
