import { formatBriefly, formatCell } from "../report/cell-text.ts";
import { toneOf } from "../report/cell-tone.ts";
import { ALIGNMENT, type Alignment } from "../report/column-alignment.ts";
import type { Cell, Column, Table } from "../report/report.ts";
import { alignDecimals } from "../text/align-decimals.ts";
import { measureCells } from "../text/cell-width.ts";
import { drawBar } from "../text/draw-bar.ts";
import { fitColumns } from "../text/fit-columns.ts";
import { fitName, toScreen } from "../text/screen-text.ts";
import { shortenMiddle } from "../text/shorten-middle.ts";
import { wrapName } from "../text/wrap-name.ts";
import { wrapWords } from "../text/wrap-words.ts";
import type { Canvas } from "./renderer.ts";
import { paint } from "./styled-text.ts";

const GAP = 2;
const BAR_CELLS = 6;

const SHORTENED: ReadonlySet<Column["kind"]> = new Set([
  "verdict",
  "text",
  "name",
  "count",
  "change",
  "ratio",
  "part",
]);

/** A column with its cells said in both ways; the same array where there is no shorter one. */
interface Said {
  readonly column: Column;
  readonly cells: readonly Cell[];
  readonly title: string;
  readonly full: readonly string[];
  readonly brief: readonly string[];
}

/**
 * Writes a table in lines of at most the canvas's width; `indent` cells stay free at the left. Adds to `seen` what the table
 * shows that notes explain (NotePart.about).
 */
export function renderTableBlock(table: Table, canvas: Canvas, indent: number, seen: Set<string>): string[] {
  const rows = [...table.rows];
  const margin = " ".repeat(indent);
  if (rows.length === 0) {
    const none = table.omitted === null ? "no rows" : "no rows match";
    return [margin + paint(none, "faint", canvas), ...sayOmitted(table, canvas, indent)];
  }
  const said = table.columns
    .map((column, i) => ({ column, cells: rows.map((row) => row[i]) }))
    .filter(
      ({ column, cells }) =>
        !column.hidden && (column.priority === 0 || cells.some(({ kind }) => kind !== "empty")),
    )
    .map(({ column, cells }) => sayColumn(column, cells, canvas));
  const fit = fitColumns(
    said.map(({ column, title, full, brief }) => ({
      full: widest(title, full),
      brief: full === brief ? widest(title, full) : widest(title, brief),
      priority: column.priority,
      flexible: column.flexible === true,
    })),
    canvas.width - indent,
    GAP,
  );
  const columns = fit.kept.map((index, place) => {
    const { column, cells, title, full, brief } = said[index];
    const width = fit.widths[place];
    const texts = fit.brief ? brief : full;
    const alignment = ALIGNMENT[column.kind];
    return [
      paint(pad(shortenMiddle(title, width, canvas.glyphs.ellipsis), width, alignment), "faint", canvas),
      ...cells.map((cell, row) => {
        if (cell.kind === "name" && column.wraps === true) {
          const lines = wrapName(cell, width, canvas.glyphs);
          return lines.map((line) => pad(line, width, alignment)).join("\n");
        }
        const text =
          cell.kind === "name" ? fitName(fit.brief ? bare(cell) : cell, width, canvas.glyphs) : texts[row];
        return paint(pad(text, width, alignment), toneOf(cell), canvas);
      }),
    ];
  });
  for (const index of fit.kept) {
    const { column, cells, brief } = said[index];
    seen.add(column.id);
    if (fit.brief && cells.some(hasPointAndBounds)) seen.add("bounds");
    if (fit.brief && column.kind === "count" && brief.some((text) => text.endsWith("+"))) {
      seen.add("listed-count");
    }
  }
  const gap = " ".repeat(GAP);
  const wraps = fit.kept.some((index) => said[index].column.wraps === true);
  const lines = [-1, ...rows.keys()].flatMap((row) => {
    const texts = columns.map((column) => column[row + 1]);
    const stacked = wraps ? stackLines(texts, fit.widths) : [texts];
    return stacked.map((line) => (margin + line.join(gap)).trimEnd());
  });
  const under = firstName(
    fit.kept.map((i) => said[i].column),
    fit.widths,
  );
  return [...lines, ...sayOmitted(table, canvas, indent + under)];
}

/** Lines of a row in which a cell of `widths` has several, with an end of line between. */
function stackLines(texts: readonly string[], widths: readonly number[]): string[][] {
  const cells = texts.map((text) => text.split("\n"));
  return Array.from({ length: Math.max(...cells.map(({ length }) => length)) }, (_, line) =>
    cells.map((lines, i) => lines[line] ?? " ".repeat(widths[i])),
  );
}

function hasPointAndBounds(cell: Cell): boolean {
  return cell.kind === "change" && cell.isListed && cell.min !== cell.max;
}

function sayOmitted({ omitted }: Table, canvas: Canvas, indent: number): string[] {
  if (omitted === null) return [];
  const words = wrapWords(toScreen(`… ${omitted}`, canvas.glyphs), canvas.width - indent);
  return words.map((line) => " ".repeat(indent) + paint(line, "faint", canvas));
}

function sayColumn(column: Column, cells: readonly Cell[], canvas: Canvas): Said {
  const title = toScreen(column.title, canvas.glyphs);
  const say = (format: (cell: Cell) => string): string[] => {
    const texts = cells.map((cell) => toScreen(format(cell), canvas.glyphs));
    return ALIGNMENT[column.kind] === "decimal" ? alignDecimals(texts) : texts;
  };
  const full =
    column.kind === "bar"
      ? cells.map((cell) => (cell.kind === "bar" ? drawBar(cell.fraction, BAR_CELLS, canvas.glyphs.bar) : ""))
      : say(formatCell);
  const brief = SHORTENED.has(column.kind) ? say(formatBriefly) : full;
  return { column, cells, title, full, brief };
}

function bare({ text }: { readonly text: string }): { readonly text: string } {
  return { text };
}

function pad(text: string, width: number, alignment: Alignment): string {
  const space = " ".repeat(Math.max(0, width - measureCells(text)));
  return alignment === "left" ? text + space : space + text;
}

function widest(title: string, texts: readonly string[]): number {
  let width = measureCells(title);
  for (const text of texts) width = Math.max(width, measureCells(text));
  return width;
}

/** Cells before the first column of names, under which it is said what the rows leave out. */
function firstName(columns: readonly Column[], widths: readonly number[]): number {
  const place = columns.findIndex(({ kind }) => kind === "name");
  return widths.slice(0, Math.max(0, place)).reduce((sum, width) => sum + width + GAP, 0);
}
