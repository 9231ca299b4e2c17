import { expect, it } from "vitest";
import { reportDiffScreen } from "../../src/report/diff-screen.ts";
import { exact, mailDiff, symbolRow, symbolTableOf } from "./mail-diff.ts";

const row = (name: string, base: number, next: number) =>
  symbolRow(name, exact(base), exact(next), null, Number.NaN, "inconclusive");

it("a symbol that the other side knows with 0 ticks is neither new nor gone", () => {
  const known = { presence: "both" as const };
  const symbols = symbolTableOf([
    row("came", 0, 5),
    { ...row("woke", 0, 5), ...known },
    row("left", 5, 0),
    { ...row("slept", 5, 0), ...known },
  ]);
  const report = reportDiffScreen(
    { ...mailDiff(), symbols },
    { symbols: [0, 1, 2, 3], groups: [], filter: null },
  );
  const namesIn = (id: string): string[] =>
    report.blocks.flatMap((block) =>
      block.kind === "table" && block.id === id
        ? Array.from({ length: block.rows.length }, (_, i) => JSON.stringify(block.rows.at(i)))
        : [],
    );
  expect(namesIn("new")).toEqual([expect.stringContaining("came")]);
  expect(namesIn("gone")).toEqual([expect.stringContaining("left")]);
});
