import { describe, expect, it } from "vitest";
import type { DiffResult, GroupRow } from "../../src/analysis/diff-result.ts";
import { formatFact } from "../../src/report/cell-text.ts";
import { describeCoverage } from "../../src/report/coverage-text.ts";
import { reportDiff } from "../../src/report/diff-report.ts";
import { sayVerdict } from "../../src/report/plain-verdict.ts";
import type { Block, Cell, Table } from "../../src/report/report.ts";
import { mailDiff, symbolTableOf, tableOf } from "./mail-diff.ts";

const all = [0, 1, 2, 3, 4, 5, 6, 7];
const blocksOf = (result: DiffResult, symbols = all): readonly Block[] =>
  reportDiff(result, { symbols, filter: null }).blocks;
const tables = (blocks: readonly Block[]): Table[] => blocks.filter((block) => block.kind === "table");
const messages = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => (block.kind === "notes" ? block.notes.map(({ message }) => message) : []));

const from = (point: number, min: number, max: number) => ({ point, min, max });

describe("the report of a comparison", () => {
  it("says of one profile a side that only sampling noise is known, and how much more it would bear", () => {
    expect(messages(blocksOf(mailDiff()))[0]).toBe(
      "One profile a side: p 8.3e-6, holds unless runs vary more than 5.2 times sampling noise.",
    );
    const weak = mailDiff();
    expect(messages(blocksOf({ ...weak, total: { ...weak.total, breakEvenDispersion: 0.3 } }))[0]).toContain(
      "sampling noise alone explains",
    );
  });

  it("blames sampling noise for no change that there is not, or that nobody tested", () => {
    const result = mailDiff();
    const saidOf = (total: Partial<DiffResult["total"]>): string =>
      messages(blocksOf({ ...result, total: { ...result.total, breakEvenDispersion: null, ...total } }))[0];
    const none = { point: 0, min: 0, max: 0 };
    const few = { verdict: "inconclusive", undecided: "too-few-ticks" } as const;
    expect(saidOf({ base: none, next: none, delta: none, ...few })).toMatch(/^Neither side has any ticks/);
    expect(saidOf({ delta: none })).toContain("the totals are the same");
    expect(saidOf(few)).toContain("too little to tell a change from sampling noise");
    for (const total of [{ base: none, next: none, delta: none, ...few }, { delta: none }, few])
      expect(saidOf(total)).not.toContain("explains this change");
  });

  it("claims no number of a total that nothing bounds, and prints the bound that there is", () => {
    const mail = mailDiff();
    const saidOf = (total: Partial<DiffResult["total"]>): readonly string[] => {
      const result = { ...mail, total: { ...mail.total, ...total } };
      const facts = blocksOf(result).flatMap((block) => (block.kind === "facts" ? block.rows : []));
      const { cells } = facts.find(({ label }) => label === "total")!;
      return [...cells.slice(0, 2).map(formatFact), sayVerdict(result, null).headline];
    };
    // Base lists nothing and may hold any number: that next has 30 times as much is no observation.
    expect(
      saidOf({
        base: from(0, 0, Infinity),
        next: from(30, 30, Infinity),
        delta: from(30, -Infinity, Infinity),
        ratio: Infinity,
        ratioBounds: { low: 0, high: Infinity },
        verdict: "increase",
      }),
    ).toEqual(["", "-∞ to +∞ ticks", "More: next has any number of times the ticks of base."]);
    const open = { delta: from(348, -Infinity, Infinity), ratioBounds: { low: 0, high: Infinity } };
    expect(saidOf(open).slice(0, 2)).toEqual(["x1.121 (0-∞)", "+348 (-∞ to +∞) ticks"]);
    expect(saidOf({ delta: from(348, 348, Infinity), ratioBounds: { low: 1.1211, high: Infinity } })).toEqual(
      ["x1.121 (≥1.121)", "+348 (≥+348) ticks", "More: next has at least 1.121 times the ticks of base."],
    );
    expect(
      saidOf({
        delta: from(-348, -Infinity, -348),
        ratioBounds: { low: 0, high: 0.8919 },
        ratio: 0.8919,
        verdict: "decrease",
      }),
    ).toEqual([
      "x0.892 (≤0.892)",
      "-348 (≤-348) ticks",
      "Less: next has at most 0.892 times the ticks of base.",
    ]);
    expect(
      saidOf({
        base: from(0, 0, 0),
        next: from(30, 30, 30),
        delta: from(30, 30, 30),
        ratio: Infinity,
        ratioBounds: { low: Infinity, high: Infinity },
      }),
    ).toEqual(["x∞", "+30 ticks", "More: next has 30 ticks, and base has none."]);
  });

  it("adds up to the change of the total, with what is not shown", () => {
    const result = mailDiff();
    const [symbols] = tables(blocksOf(result, [0, 1, 2]));
    // 162 + 84 + 67 are shown; -22 + 49 - 47 - 15 + 1 = -34 are not.
    expect(symbols.omitted).toBe("5 more rows (--top 0) -34, unlisted +153");
    expect(
      reportDiff(result, { symbols: [0, 1, 2], filter: "copy" }).blocks.find(({ kind }) => kind === "table"),
    ).toMatchObject({
      omitted: "5 more rows (--filter copy) -34, unlisted +153",
    });
    expect(tables(blocksOf(result))[0].omitted).toBe("unlisted +153");
    expect(tables(blocksOf({ ...result, unlisted: { base: 0, next: 0, delta: 0 } }))[0].omitted).toBeNull();
  });

  it("says in a sentence what a table of groups could not decide", () => {
    const result = mailDiff();
    const rows = [0, 1].map(
      (i): GroupRow => ({ ...result.groups.at(i), verdict: "inconclusive", undecided: "bounds" }),
    );
    const blocks = blocksOf({ ...result, groups: tableOf(rows, ({ group }) => group) });
    expect(tables(blocks)).toHaveLength(1);
    expect(messages(blocks).join("\n")).toContain("the rows hide 1002 and 1155 ticks");
  });

  it("marks what is gone, new and mapped", () => {
    const [symbols] = tables(blocksOf(mailDiff()));
    const marks = [...symbols.rows].map(([mark]: readonly Cell[]) => (mark.kind === "mark" ? mark.mark : ""));
    expect(marks).toEqual(["mapped", "", "", "", "new", "gone", "", ""]);
  });

  it("says why a row is not decided", () => {
    const result = mailDiff();
    const phraseOf = (row: Partial<ReturnType<typeof result.symbols.at>>): string | undefined => {
      const symbols = symbolTableOf([{ ...result.symbols.at(2), ...row }]);
      const cells = tables(blocksOf({ ...result, symbols }, [0]))[0].rows.at(0) ?? [];
      const verdict = cells.find(({ kind }) => kind === "verdict");
      return verdict?.kind === "verdict" ? verdict.phrase : undefined;
    };
    expect(phraseOf({})).toBe("~ would need x1.19");
    expect(phraseOf({ ratio: 0.9 })).toBe("~ would need x0.84");
    expect(phraseOf({ minimumDetectable: { up: null, down: null } })).toBe("~ too few ticks to tell");
    const noisy = { minimumDetectable: { up: 77, down: null }, ratio: 0.9, dispersion: 153.5 };
    expect(phraseOf(noisy)).toBe("~ too noisy to tell");
    expect(phraseOf({ ...noisy, dispersion: 1 })).toBe("~ too few ticks to tell");
    const nothing = { point: 0, min: 0, max: 0 };
    expect(phraseOf({ minimumDetectable: { up: null, down: null }, dispersion: 9, base: nothing })).toBe(
      "~ too few ticks to tell",
    );
    expect(phraseOf({ undecided: "too-few-ticks" })).toBe("~ too few ticks");
    expect(phraseOf({ undecided: "bounds" })).toBe("~ bounds leave it open");
    expect(phraseOf({ undecided: "bounds", presence: "new" })).toBe("~ cut listing hides it");
    expect(phraseOf({ verdict: "trivial" })).toBe("trivial, within 5%");
    expect(phraseOf({ verdict: "equivalent" })).toBe("= same within 5%");
  });
});

it("coverage says what the rows show and what others may have", () => {
  const shown = { rows: 14, listed: 1872, total: 2874, cutoff: 47 };
  expect(describeCoverage({ ...shown, coverage: mailDiff().base.coverage })).toBe(
    "cut: 14 rows show 1872 (65%), any other has at most 47",
  );
  expect(describeCoverage({ ...shown, coverage: { kind: "complete" }, rows: 12_345 })).toBe(
    "complete: 12345 rows",
  );
  expect(describeCoverage({ ...shown, coverage: { kind: "unstated", absent: "zero" } })).toBe(
    "14 rows, any other counts as 0",
  );
  expect(
    describeCoverage({ ...shown, coverage: { kind: "unstated", absent: "unknown" }, cutoff: null }),
  ).toBe("14 rows show 1872, what others have is not known");
});

it("coverage of one row is put in the singular", () => {
  const shown = { rows: 1, listed: 5, total: 9, cutoff: 5, coverage: mailDiff().base.coverage };
  expect(describeCoverage(shown)).toBe("cut: 1 row shows 5 (56%), any other has at most 5");
});

it("the plain verdict calls the upper end of measured noise by its name", () => {
  const result = mailDiff();
  const noisy = { ...result, basis: "noise-file" as const, total: { ...result.total, dispersion: 153.46 } };
  expect(sayVerdict(noisy, null).lines[1]).toContain("measured before: at most 153.5 times sampling noise");
});
