import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { renderCsv } from "../../src/render/csv.ts";
import { reportDiff } from "../../src/report/diff-report.ts";
import { mailDiff } from "./mail-diff.ts";

const FIELDS: Readonly<Record<string, string>> = {
  part_of_delta: "partOfDelta",
  part_of_delta_min: "partOfDeltaBounds.min",
  part_of_delta_max: "partOfDeltaBounds.max",
  ratio: "ratio",
  base_share: "share.base",
  next_share: "share.next",
  base_max: "base.max",
  delta_min: "delta.min",
  p: "p",
  q: "q",
};

describe("CSV and JSON of a comparison", () => {
  it("say the same of every row, in the same unit, and nothing in the same places", () => {
    const report = reportDiff(mailDiff(), { symbols: [0, 1, 2, 3, 4, 5, 6, 7], filter: null });
    const rows: Record<string, string>[] = parse(renderCsv(report), { columns: true });
    const { symbols } = JSON.parse(JSON.stringify(report.toJson()));
    expect(rows).toHaveLength(8);
    for (const [i, row] of rows.entries()) {
      for (const [column, path] of Object.entries(FIELDS)) {
        const value = row[column] === "" ? null : Number(row[column]);
        expect(symbols[i], `${row["symbol"]} ${column}`).toHaveProperty(path, value);
      }
    }
  });
});
