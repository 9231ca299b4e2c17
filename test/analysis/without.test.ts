import { describe, expect, it } from "vitest";
import { alignProfiles } from "../../src/analysis/align.ts";
import { KERNEL_GROUPS } from "../../src/analysis/kernel-groups.ts";
import { RowGroups } from "../../src/analysis/row-groups.ts";
import { boundRun } from "../../src/analysis/run-counts.ts";
import { parseSymbolMapping } from "../../src/analysis/symbol-mapping.ts";
import { parseWithout, type Remaining, type Without, withoutRows } from "../../src/analysis/without.ts";
import type { Profile } from "../../src/model/profile.ts";
import { listingProfile, noSg, sg } from "./mail-listings.ts";
import { findRefusal } from "./refusal.ts";

const leftOf = (
  profiles: readonly Profile[],
  without: readonly Without[],
  mapping: readonly string[] = [],
): Remaining => {
  const alignment = alignProfiles(profiles, parseSymbolMapping(mapping));
  const runs = profiles.map((_, p) => boundRun(alignment, p));
  return withoutRows(without, alignment, new RowGroups(alignment, KERNEL_GROUPS), runs);
};
const without = (...texts: readonly string[]) => parseWithout(texts, KERNEL_GROUPS);
const namesOf = ({ alignment }: Remaining) =>
  Array.from({ length: alignment.length }, (_, row) => alignment.nameAt(row));
const refusalOf = (text: string) => {
  const refusal = findRefusal(() => parseWithout([text], KERNEL_GROUPS));
  return [refusal?.kind, refusal?.code, refusal?.location?.column, refusal?.message];
};

describe("what is to be left out", () => {
  it("is a group of the rules or any symbol, and refused where it is neither", () => {
    expect(without("group:idle", "symbol:a:b c")).toEqual([
      { kind: "group", name: "idle" },
      { kind: "symbol", name: "a:b c" },
    ]);
    for (const text of ["group:", "agroup:idle", "idle", "file:x", "symbol:a\nb"])
      expect(refusalOf(text)).toEqual([
        "usage",
        "without/malformed",
        1,
        `--without: cannot read ${JSON.stringify(text)}`,
      ]);
    expect(refusalOf("group:idel")).toEqual([
      "usage",
      "without/malformed",
      7,
      '--without: there is no group "idel"',
    ]);
  });
});

describe("rows that are left", () => {
  const profile = listingProfile({
    rows: [
      ["default_idle", 500],
      ["memcpy", 20],
      ["kfree", 100],
      ["memcpy", 30],
      ["copy", 7],
    ],
    coverage: { kind: "complete" },
  });

  it("are those that no entry takes by the name of their group or their own, with all that belongs to them", () => {
    const left = leftOf([profile], without("group:copy", "symbol:kfree", "symbol:idle"));
    expect(namesOf(left)).toEqual(["default_idle", "copy"]);
    expect(left.taken).toEqual([3]);
    expect(left.runs[0]).toMatchObject({ listed: 507, total: { point: 507, min: 507, max: 507 } });
    expect([...left.runs[0].rows.point]).toEqual([500, 7]);
    const { alignment } = left;
    const [aligned] = alignment.aligned;
    expect([[...aligned.counts], [...aligned.symbol], [...(aligned.members ?? [])]]).toEqual([
      [500, 7],
      [0, 4],
      [1, 1],
    ]);
    expect([alignment.symbolAt(1), alignment.moduleAt(1), alignment.tableAt(1)]).toEqual([
      4,
      "",
      profile.symbols,
    ]);
    expect(left.notes[0]).toEqual({
      code: "without/left-out",
      message: "left out: group copy, kfree, idle, 2 symbols with 150 ticks; totals are without them",
    });
    expect(left.notes.slice(1).map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "without/unknown-symbol: --without: no input lists a symbol idle",
    ]);
    const nothing = leftOf([profile], []);
    expect([nothing.taken, nothing.notes, nothing.runs[0].total.point]).toEqual([[0], [], 657]);
  });

  it("keep the names that a mapping gave them, at their new places", () => {
    const other = listingProfile({ rows: [["kfree_bulk", 60]], coverage: { kind: "complete" } });
    const { alignment } = leftOf([profile, other], without("group:idle", "symbol:memcpy"), [
      "kfree=kfree_bulk",
    ]);
    expect([alignment.nameAt(0), [...alignment.mapped.keys()]]).toEqual(["kfree", [0]]);
    expect([...(alignment.mapped.get(0)?.names ?? [])]).toEqual(["kfree", "kfree_bulk"]);
  });

  it("leave a total within what their attribution left open, and what that of the others did", () => {
    const open = listingProfile({
      rows: [
        ["kfree", 100],
        ["schedule", 50],
      ],
      coverage: { kind: "complete" },
      low: [90, 45],
      high: [120, 60],
    });
    const [{ total, rows }] = leftOf([open], without("symbol:kfree")).runs;
    // Of 150 at least 90 and at most 120 go; the other has 45 in any case.
    expect(total).toEqual({ point: 50, min: 45, max: 60 });
    expect([[...rows.min], [...rows.max]]).toEqual([[45], [60]]);
    const left = leftOf([open], without("symbol:kfree"));
    expect(left.notes[0].message).toMatch(/with 100 ticks; totals are without them, and within bounds/);
    expect([[...(left.alignment.aligned[0].low ?? [])], [...(left.alignment.aligned[0].high ?? [])]]).toEqual(
      [[45], [60]],
    );
  });

  it("may lose to each unseen symbol what a cut listing can hide of it, and to a group all that it hides", () => {
    const totalsOf = (...texts: readonly string[]) =>
      leftOf([noSg, sg], without(...texts)).runs.map(({ total }) => total);
    expect(totalsOf("symbol:unseen", "symbol:unheard")).toEqual([
      { point: 2874, min: 2874 - 2 * 47, max: 2874 },
      { point: 3222, min: 3222 - 2 * 47, max: 3222 },
    ]);
    // Who says it twice hides nothing more.
    expect(totalsOf("symbol:unseen", "symbol:unseen")[0]).toEqual({ point: 2874, min: 2874 - 47, max: 2874 });
    // 22 and 25 times 47 are more than the 1002 and the 1155 that are hidden.
    const many = Array.from({ length: 25 }, (_, i) => `symbol:unseen${i}`);
    expect(totalsOf(...many).map(({ min }) => min)).toEqual([1872, 2067]);
    expect(totalsOf("group:vfs").map(({ min }) => min)).toEqual([1872, 2067]);
    expect(totalsOf("symbol:schedule").map(({ min, max }) => [min, max])).toEqual([
      [2874 - 54, 2874 - 54],
      [3222 - 47, 3222],
    ]);
    // Where nothing bounds what is hidden, a symbol that is shown takes its own ticks all the same.
    const unstated = listingProfile({
      rows: [
        ["kfree", 100],
        ["schedule", 50],
      ],
      coverage: { kind: "unstated", absent: "unknown" },
    });
    expect(leftOf([unstated], without("symbol:kfree")).runs[0].total).toEqual({
      point: 50,
      min: 50,
      max: Infinity,
    });
    expect(leftOf([noSg], without("symbol:unseen")).notes[0].message).toBe(
      "unseen took no symbol out, but the listing may hide one",
    );
    const { notes } = leftOf([profile], without("symbol:never_seen"));
    expect(notes.map(({ code }) => code)).toEqual(["without/unknown-symbol"]);
    expect(leftOf([profile], without("group:vfs")).notes[0]).toEqual({
      code: "without/took-nothing",
      message: "group vfs took no symbol out",
    });
  });
});
