import { describe, expect, it } from "vitest";
import { renderCatalogue } from "../../src/render/catalogue.ts";
import { ANSI_PALETTE, PLAIN_PALETTE } from "../../src/render/palette.ts";
import type { Canvas } from "../../src/render/renderer.ts";
import { renderTable } from "../../src/render/table.ts";
import { reportDiff } from "../../src/report/diff-report.ts";
import { reportFormats } from "../../src/report/formats-report.ts";
import { reportSeveral } from "../../src/report/several-report.ts";
import { measureCells } from "../../src/text/cell-width.ts";
import { ASCII_GLYPHS, UNICODE_GLYPHS } from "../../src/text/glyphs.ts";
import { exact, hostileDiff, mailDiff, symbolRow, symbolTableOf } from "../report/mail-diff.ts";
import { HOSTILE_NAMES } from "../text/hostile-names.ts";
import { expectGolden } from "./golden.ts";

const canvas = (width: number): Canvas => ({ width, palette: PLAIN_PALETTE, glyphs: UNICODE_GLYPHS });
const first = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const mail = reportDiff(mailDiff(), { symbols: first(6), filter: null });

describe("the table of the mail's comparison", () => {
  it.each([60, 80, 100, 200])("reads well at %i columns", (width) => {
    expectGolden(`mail-diff.${width}.txt`, renderTable(mail, canvas(width)));
  });

  it("says no change in one number where a listing hides part of it, and what was listed beside the bounds", () => {
    const row = (width: number): string => / ~> .*/.exec(renderTable(mail, canvas(width)))?.[0] ?? "";
    expect(row(80)).toMatch(/ 99\+ +261\+ +\+68\.\.\+209 +1\.35-3\.12 /);
    expect(row(120)).toMatch(/ \+162 \(\+68 to \+209\).* 2\.64 \(1\.35-3\.12\) /);
    expect(renderTable(mail, canvas(80))).toContain("As listed: tcp_sendmsg_copy +162, x2.64.");
    expect(renderTable(mail, canvas(120))).not.toContain("As listed");
  });

  it("needs only ASCII where the output has only that", () => {
    const text = renderTable(mail, { ...canvas(100), glyphs: ASCII_GLYPHS });
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    expectGolden("mail-diff.100.ascii.txt", text);
  });

  it("says the same without its colours", () => {
    const coloured = renderTable(mail, { ...canvas(100), palette: ANSI_PALETTE });
    expect(coloured).toContain("\x1b[31m");
    expect(coloured.replace(/\x1b\[\d+m/g, "").replace(/ +$/gm, "")).toBe(renderTable(mail, canvas(100)));
  });
});

function linesOf(name: string, width: number): string[] {
  const report = reportDiff(hostileDiff(name), { symbols: [0, 1], filter: null });
  return renderTable(report, canvas(width)).split("\n");
}

describe("any table", () => {
  it("stays within its width and on its lines, whatever the names", () => {
    for (const name of HOSTILE_NAMES) {
      for (const width of [80, 200]) {
        for (const line of linesOf(name, width)) {
          expect(line, JSON.stringify(name.slice(0, 40))).not.toMatch(
            /[\x00-\x1f\x7f-\x9f\u2028-\u202e\u200b-\u200f]/,
          );
          // What is there to be pasted is kept whole.
          if (line.trimStart().startsWith("--map-symbol '")) continue;
          expect(measureCells(line), JSON.stringify(name.slice(0, 40))).toBeLessThanOrEqual(width);
        }
      }
    }
  });

  it("fits every width from 40 on, and explains only what it shows", () => {
    for (let width = 40; width <= 200; width++) {
      const text = renderTable(reportDiff(mailDiff(), { symbols: first(8), filter: null }), canvas(width));
      const lines = text.split("\n");
      const explained = text.replaceAll(/\s+/g, " ");
      for (const line of lines) expect(measureCells(line), line).toBeLessThanOrEqual(width);
      expect([width, explained.includes("99+: at least")]).toEqual([width, / 99\+ /.test(explained)]);
      expect([width, explained.includes("q: p (mid-p")]).toEqual([
        width,
        lines.some((l) => / q +verdict/.test(l)),
      ]);
    }
  });

  it("keeps a command that a hint offers in one piece, however narrow the terminal", () => {
    const [gone, added] = [
      "a_rather_long_name_of_a_function_that_is_gone",
      "another_long_name_that_took_its_place",
    ];
    const result = { ...mailDiff(), renameCandidates: [{ gone, new: added, reasons: ["same size"] }] };
    const text = renderTable(reportDiff(result, { symbols: first(2), filter: null }), canvas(60));
    expect(text).toContain(`--map-symbol '${gone}=${added}'`);
  });

  it("says that no row matches instead of a bare header", () => {
    const text = renderTable(reportDiff(mailDiff(), { symbols: [], filter: "nosuch" }), canvas(80));
    expect(text).toContain("no rows match\n… 8 more rows (--filter nosuch)");
    expect(text).not.toMatch(/symbol +base +next/);
  });

  it("keeps its columns under each other beside wide and combining characters", () => {
    const rows = ["漢字カナ", "e\u0301e\u0301", "कर्नेल", "ascii"].map((name) =>
      symbolRow(name, exact(100), exact(200), null, 0.5, "inconclusive"),
    );
    const result = { ...mailDiff(), symbols: symbolTableOf(rows) };
    const lines = renderTable(reportDiff(result, { symbols: first(4), filter: null }), canvas(80)).split(
      "\n",
    );
    const at = lines
      .filter((line) => / 100 +200 /.test(line))
      .map((line) => measureCells(line.slice(0, line.indexOf(" 100 "))));
    expect(at).toHaveLength(4);
    expect(new Set(at).size).toBe(1);
  });

  it("gives titles that are too long to stand beside numbers lines of their own, in full", () => {
    const title = "send(8k), SG, csum_copy, skbuff_cache, page-aligned, l1d.size=8K, l2.size=512K";
    const result = mailDiff();
    const both = { ...result, next: { ...result.next, title } };
    const head = (width: number): string[] =>
      renderTable(reportDiff(both, { symbols: [], filter: null }), canvas(width)).split("\n");
    expect(
      head(80)
        .filter((line) => !line.includes("cut:"))
        .slice(0, 5),
    ).toEqual([
      "  base  send(8k), no SG",
      expect.stringMatching(/^ {8}2874 ticks {3}load 18\.2%/),
      "  next  send(8k), SG, csum_copy, skbuff_cache, page-aligned, l1d.size=8K,",
      "        l2.size=512K",
      expect.stringMatching(/^ {8}3222 ticks {3}load 20\.3%/),
    ]);
    expect(head(200)[1]).toMatch(/^ {2}next {2}send\(8k\), SG.*l2\.size=512K {3}3222 ticks/);

    const comparisons = [both, both].map((one) => ({ result: one, view: { symbols: [], filter: null } }));
    const several = reportSeveral({
      comparisons,
      symbols: { rows: [], total: 0 },
      filter: null,
      exitCode: null,
    });
    const lines = renderTable(several, canvas(80)).split("\n");
    const at = lines.findIndex((line) => line.startsWith("  next 1"));
    const titles = lines.slice(
      at,
      lines.findIndex((line) => line.startsWith("  next 2")),
    );
    expect(titles[0]).toMatch(/3222 +\+348 +1\.121/);
    expect(titles.map((line) => line.slice(10, 45).trim()).join(" ")).toBe(title);
  });

  it("wraps the texts of a catalogue in their cells between words, within the width, and cuts only a word that fits no line", () => {
    const long = "x".repeat(50);
    const text = `read as it stands, word by word, and never cut short ${long} but then`;
    const report = reportFormats([{ id: "folded", title: text, isRead: true, isWritten: false }]);
    const lines = renderCatalogue(report, canvas(50)).trimEnd().split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(50);
    const column = lines[0].indexOf("what it is");
    const cells = lines.slice(1).map((line) => line.slice(column));
    expect(cells.join(" ").replace(/(?<=x) (?=x)/, "")).toBe(text);
  });

  it("makes only the rows that it shows", () => {
    const result = mailDiff();
    const made: number[] = [];
    const symbols = {
      ...result.symbols,
      at: (index: number) => (made.push(index), result.symbols.at(index)),
    };
    renderTable(reportDiff({ ...result, symbols }, { symbols: [3, 1], filter: null }), canvas(80));
    expect(made).toEqual([3, 1]);
  });
});
