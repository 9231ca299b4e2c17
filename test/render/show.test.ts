import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { renderCsv } from "../../src/render/csv.ts";
import { PLAIN_PALETTE } from "../../src/render/palette.ts";
import { renderTable } from "../../src/render/table.ts";
import { reportShow } from "../../src/report/show-report.ts";
import type { ShowView } from "../../src/report/show-rows.ts";
import { UNICODE_GLYPHS } from "../../src/text/glyphs.ts";
import { mailProfile } from "../report/mail-profile.ts";
import { HOSTILE_NAMES } from "../text/hostile-names.ts";
import { expectGolden } from "./golden.ts";

const view: ShowView = { by: "symbol", sort: "ticks", top: Infinity, filter: null };

it.each([80, 200])("a profile reads well at %i columns", (width) => {
  const text = renderTable(reportShow([mailProfile()], view), {
    width,
    palette: PLAIN_PALETTE,
    glyphs: UNICODE_GLYPHS,
  });
  expectGolden(`mail-show.${width}.txt`, text);
});

it("several profiles follow each other in one CSV, under one header", () => {
  for (const name of HOSTILE_NAMES) {
    const text = renderCsv(reportShow([mailProfile(), mailProfile(name)], view));
    const rows = parse<Record<string, string>>(text, { columns: true, recordDelimiter: "\n" });
    expect(rows).toHaveLength(10);
    expect(rows[0]).toMatchObject({ symbol: "file_read_actor", ticks: "643", size_min: "84", line: "" });
    expect(rows[5]["symbol"].replace(/^'/, "")).toBe(Buffer.from(name).toString());
    expect(rows[6]["symbol"]).toBe("csum_partial_copy_generic");
  }
});
