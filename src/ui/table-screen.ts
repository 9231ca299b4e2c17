import { formatBriefly, formatCell } from "../report/cell-text.ts";
import { toneOf } from "../report/cell-tone.ts";
import { ALIGNMENT } from "../report/column-alignment.ts";
import type { Cell, Column, Table } from "../report/report.ts";
import { drawBar } from "../text/draw-bar.ts";
import { fitColumns } from "../text/fit-columns.ts";
import { formatCount } from "../text/format-count.ts";
import { cutEnd, fitName, padEnd, padStart, toScreen } from "../text/screen-text.ts";
import { shortenMiddle } from "../text/shorten-middle.ts";
import type { ColumnFacts, ColumnMemory } from "./column-memory.ts";
import type { Style, Theme } from "./theme.ts";
import { drawBarWithInterval, drawRatioInterval, drawStep } from "./whisker.ts";

const GAP = 2;
/** Cells before a row, for the mark of the selected one. */
const GUTTER = 2;
// Of bars and whiskers: what they need to say anything, and what more width they take.
const BAR_CELLS = { least: 8, most: 40 };
const WHISKER_CELLS = 21;
/** A whisker goes before the column whose numbers it repeats. */
const WHISKER_PRIORITY = 10;

/** Which part of a table is on the screen. */
export interface TableWindow {
  readonly cursor: number;
  readonly top: number;
  /** Rows shown, the head not among them. */
  readonly page: number;
  readonly columns: number;
}

/** A column on the screen: one of the table's, or the drawing beside an interval. */
interface ScreenColumn {
  readonly index: number;
  readonly column: Column;
  readonly facts: ColumnFacts;
  readonly isDrawing: boolean;
}

/** Draws the head of a table and the rows of a window; only these rows are ever made. Each line has at most `columns` cells. */
export function drawTable(table: Table, window: TableWindow, memory: ColumnMemory, theme: Theme): string[] {
  const { top, page, cursor, columns: width } = window;
  const rows = Array.from({ length: Math.max(0, Math.min(page, table.rows.length - top)) }, (_, i) =>
    memory.rowAt(top + i),
  );
  const columns = table.columns.flatMap((column, index): ScreenColumn[] => {
    const facts = memory.columns[index];
    if (column.hidden === true || (column.priority > 0 && !facts.isFilled)) return [];
    const plain = { index, column, facts, isDrawing: isDrawn(column) };
    if (column.kind !== "interval") return [plain];
    return [plain, { ...plain, column: { ...column, priority: WHISKER_PRIORITY }, isDrawing: true }];
  });
  const fit = fitColumns(
    columns.map(({ column, facts, isDrawing }) => ({
      full: isDrawing ? drawingCells(column) : facts.full.cells,
      brief: isDrawing ? drawingCells(column) : facts.brief.cells,
      priority: column.priority,
      flexible: column.flexible === true,
    })),
    width - GUTTER,
    GAP,
  );
  const kept = fit.kept.map((i) => columns[i]);
  const widths = stretchDrawings(kept, fit.widths, width - GUTTER);
  const head = kept.map((screen, i) => {
    if (!screen.isDrawing)
      return align(toScreen(screen.column.title, theme.glyphs), widths[i], screen.column);
    return padEnd(cutEnd(toScreen(titleDrawing(screen), theme.glyphs), widths[i], theme.glyphs), widths[i]);
  });
  const lines = rows.map((cells, i) => {
    const isSelected = top + i === cursor;
    const texts = kept.map((screen, place) => {
      const [text, style] = sayCell(cells, screen, widths[place], fit.brief, theme);
      const padded = screen.isDrawing
        ? padEnd(text, widths[place])
        : align(text, widths[place], screen.column);
      return isSelected ? padded : theme.paint(padded, style);
    });
    const line = (isSelected ? "> " : "  ") + texts.join(" ".repeat(GAP));
    return isSelected ? theme.paint(padEnd(line, width), "selected") : line;
  });
  return [theme.paint(" ".repeat(GUTTER) + head.join(" ".repeat(GAP)), "faint"), ...lines];
}

function isDrawn({ kind }: Column): boolean {
  return kind === "bar" || kind === "range";
}

function drawingCells({ kind }: Column): number {
  return kind === "interval" ? WHISKER_CELLS : BAR_CELLS.least;
}

function titleDrawing({ column, facts }: ScreenColumn): string {
  if (column.kind === "interval") return `x1/${formatCount(facts.reach)} to x${formatCount(facts.reach)}`;
  if (column.kind !== "range") return column.title;
  return `${column.title}: ${formatCount(Math.round(facts.axisStart))} to ${formatCount(facts.largest)}`;
}

/** Gives bars what the other columns left over. */
function stretchDrawings(
  kept: readonly ScreenColumn[],
  widths: readonly number[],
  width: number,
): readonly number[] {
  const used = widths.reduce((sum, cells) => sum + cells + GAP, -GAP);
  const bars = kept.filter(({ column, isDrawing }) => isDrawing && column.kind !== "interval").length;
  const more = Math.floor(Math.max(0, width - used) / Math.max(1, bars));
  return kept.map(({ column, isDrawing }, i) => {
    if (!isDrawing || column.kind === "interval") return widths[i];
    return column.kind === "range" ? widths[i] + more : Math.min(BAR_CELLS.most, widths[i] + more);
  });
}

function sayCell(
  cells: readonly Cell[],
  { index, column, facts, isDrawing }: ScreenColumn,
  width: number,
  isBrief: boolean,
  theme: Theme,
): readonly [text: string, style: Style | null] {
  const cell = cells[index];
  if (cell === undefined || cell.kind === "empty") return ["", null];
  if (isDrawing) return [drawCell(cell, cells, facts, width, theme), styleOf(cell, cells)];
  if (cell.kind === "name") return [fitName(isBrief ? { text: cell.text } : cell, width, theme.glyphs), null];
  const text = toScreen(isBrief ? formatBriefly(cell) : formatCell(cell), theme.glyphs);
  const shown =
    ALIGNMENT[column.kind] === "decimal"
      ? alignPoint(text, (isBrief ? facts.brief : facts.full).decimals)
      : text;
  return [shortenMiddle(shown, width, theme.glyphs.ellipsis), styleOf(cell, cells)];
}

function drawCell(
  cell: Cell,
  cells: readonly Cell[],
  { reach, axisStart, largest }: ColumnFacts,
  width: number,
  theme: Theme,
): string {
  if (cell.kind === "interval") return drawRatioInterval(cell, reach, width, theme);
  if (cell.kind === "range")
    return drawStep(cell.min, cell.max, { from: axisStart, to: largest }, width, theme);
  if (cell.kind !== "bar") return "";
  const share = cells.find((other) => other.kind === "share");
  const interval = cells.find((other) => other.kind === "shareInterval");
  if (share?.kind !== "share" || interval?.kind !== "shareInterval" || !(cell.fraction > 0)) {
    return drawBar(cell.fraction, width, theme.glyphs.bar);
  }
  // The interval is one of shares; the bar's scale ends at the largest share.
  const scale = share.fraction / cell.fraction;
  const onScale = { low: interval.low / scale, high: interval.high / scale };
  return drawBarWithInterval(cell.fraction, onScale, width, theme);
}

// A bar or a step has the tone of its row's verdict or of its own direction.
function styleOf(cell: Cell, cells: readonly Cell[]): Style | null {
  if (cell.kind === "range") {
    const isChange = cells.some(({ kind }) => kind === "change");
    return isChange ? (cell.max >= cell.min ? "up" : "down") : null;
  }
  if (cell.kind === "bar" || cell.kind === "interval") {
    const verdict = cells.find(({ kind }) => kind === "verdict");
    return verdict?.kind === "verdict" ? verdict.tone : null;
  }
  return toneOf(cell);
}

function alignPoint(text: string, decimals: number): string {
  const point = text.lastIndexOf(".");
  return text + " ".repeat(Math.max(0, decimals - (point < 0 ? 0 : text.length - point)));
}

function align(text: string, width: number, { kind }: Column): string {
  return ALIGNMENT[kind] === "left" ? padEnd(text, width) : padStart(text, width);
}
