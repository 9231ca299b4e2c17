import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { renderCsv } from "../../src/render/csv.ts";
import { renderJson } from "../../src/render/json.ts";
import { renderMarkdown } from "../../src/render/markdown.ts";
import { PLAIN_PALETTE } from "../../src/render/palette.ts";
import type { Canvas, Renderer } from "../../src/render/renderer.ts";
import { renderTable } from "../../src/render/table.ts";
import { reportDiff } from "../../src/report/diff-report.ts";
import { UNICODE_GLYPHS } from "../../src/text/glyphs.ts";
import { exact, hostileDiff, mailDiff, symbolRow, symbolTableOf } from "../report/mail-diff.ts";
import { HOSTILE_NAMES } from "../text/hostile-names.ts";
import { expectGolden } from "./golden.ts";

const canvas: Canvas = { width: 80, palette: PLAIN_PALETTE, glyphs: UNICODE_GLYPHS };
const RENDERERS: readonly Renderer[] = [renderTable, renderJson, renderCsv, renderMarkdown];
const all = [0, 1, 2, 3, 4, 5, 6, 7];
const mail = reportDiff(mailDiff(), { symbols: all, filter: null });

describe("CSV", () => {
  it("has every column in full precision", () => expectGolden("mail-diff.csv", renderCsv(mail)));

  it("gives back every hostile name", () => {
    for (const name of HOSTILE_NAMES) {
      const text = renderCsv(reportDiff(hostileDiff(name), { symbols: [0, 1], filter: null }));
      const rows = parse<Record<string, string>>(text, { columns: true, recordDelimiter: "\n" });
      expect(rows).toHaveLength(2);
      expect(rows[0]["symbol"].replace(/^'/, "")).toBe(Buffer.from(name).toString());
      expect(rows[0]["delta"]).toBe("84");
      expect(rows[1]["symbol"]).toBe("after");
    }
  });
});

describe("JSON", () => {
  it("gives back every hostile name and shows a terminal nothing to act on", () => {
    for (const name of HOSTILE_NAMES) {
      const text = renderJson(reportDiff(hostileDiff(name), { symbols: [0, 1], filter: null }));
      expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e\u200b\ufeff]/);
      expect(JSON.parse(text).symbols[0].symbol).toBe(name);
    }
  });

  it("writes a row a line", () => {
    const lines = renderJson(mail).split("\n");
    expect(lines.filter((line) => /^ {4}\{"symbol":/.test(line))).toHaveLength(8);
  });
});

describe("Markdown", () => {
  it("reads well in a pull request", () => expectGolden("mail-diff.md", renderMarkdown(mail)));

  it("keeps its tables, whatever the names", () => {
    for (const name of HOSTILE_NAMES) {
      const text = renderMarkdown(reportDiff(hostileDiff(name), { symbols: [0, 1], filter: null }));
      const rows = text.split("\n").filter((line) => line.startsWith("| "));
      expect(text.split("\n").filter((line) => line.includes("`after`"))).toHaveLength(1);
      // Four lines of symbols, four of groups; as many bars in each as in its header.
      expect(rows).toHaveLength(8);
      const bars = rows.map((line) => line.match(/(?<!\\)\|/g)?.length);
      expect(new Set(bars.slice(0, 4)).size).toBe(1);
      expect(new Set(bars.slice(4)).size).toBe(1);
      expect(text).not.toMatch(/(?<!\\)<(?!\/?code>)|[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
    }
  });
});

/** Seconds of CPU that it takes to write a comparison of `count` rows in every format. */
function measureSeconds(count: number): number {
  const row = symbolRow("x", exact(436), exact(520), [1.05, 1.35], 0.04, "increase");
  const symbols = {
    ...symbolTableOf([row]),
    length: count,
    at: () => row,
    delta: new Float64Array(count),
  };
  const indices = Uint32Array.from({ length: count }, (_, i) => i);
  const report = reportDiff({ ...mailDiff(), symbols }, { symbols: indices, filter: null });
  const start = process.cpuUsage();
  for (const render of RENDERERS) render(report, canvas);
  return process.cpuUsage(start).user / 1e6;
}

it("time grows with the rows, not with their square", () => {
  measureSeconds(2000);
  // Eight times the rows: 8 if linear, 64 if quadratic.
  expect(measureSeconds(40_000) / measureSeconds(5000)).toBeLessThan(24);
});

it("a table has room for more rows than a call has arguments", () => {
  const row = symbolRow("x", exact(436), exact(520), [1.05, 1.35], 0.04, "increase");
  const symbols = { ...symbolTableOf([row]), length: 200_000, at: () => row };
  const report = reportDiff({ ...mailDiff(), symbols }, { symbols: new Uint32Array(200_000), filter: null });
  expect(renderTable(report, canvas).split("\n").length).toBeGreaterThan(200_000);
});
