import { formatCell } from "../report/cell-text.ts";
import type { Cell, Column, Table } from "../report/report.ts";
import { escapeHtml } from "../text/escape-html.ts";
import { escapeTerminal } from "../text/escape-terminal.ts";
import { formatCount } from "../text/format-count.ts";
import { shortenMiddle } from "../text/shorten-middle.ts";
import { drawBar, drawInterval, drawStep, reachOf } from "./page-figures.ts";
import { sortKey, sortsByNumber } from "./sort-key.ts";

/** A table of the page, and what its columns of numbers are sorted by. */
export interface PageTable {
  readonly html: string;
  readonly keys: Readonly<Record<string, readonly (number | null)[]>>;
}

/** What the drawings of one table have in common. */
interface Scales {
  readonly reach: number;
  readonly axis: { readonly start: number; readonly end: number };
}

const LEFT: ReadonlySet<Column["kind"]> = new Set(["text", "name", "verdict", "mark", "bar", "range"]);

// Columns from this priority on stand last and are not printed, as paper is narrow; the page says so.
const LAST = 9;

// A longer name, as templates make them, would fill the screen: it is shortened, and opens whole.
const LONG_NAME = 120;

// Headings of columns that a table leaves without one.
const SILENT: Readonly<Record<string, string>> = { mark: "mark", part: "size of the change" };

// Its rows are told in their order.
const UNSORTED: ReadonlySet<string> = new Set(["waterfall"]);

/** Writes a table whole: every row, every column in which some row says something. */
export function writeTable(table: Table, headingId: string): PageTable {
  const rows = [...table.rows];
  const shown = table.columns
    .map((column, index) => ({ column, index }))
    .filter(
      ({ column, index }) =>
        column.hidden !== true && (column.priority === 0 || rows.some((row) => row[index].kind !== "empty")),
    )
    .sort((a, b) => Number(a.column.priority >= LAST) - Number(b.column.priority >= LAST));
  const scales = { reach: reachOf(intervalsOf(rows)), axis: axisOf(rows) };
  const name = shown.findIndex(({ column }) => column.kind === "name");
  const body = rows.map((row) => {
    const cells = shown.map(({ column, index }, i) =>
      writeCell(row[index], column, row, scales, i === name ? "th" : "td"),
    );
    return `<tr>${cells.join("")}</tr>`;
  });
  const isSorted = !UNSORTED.has(table.id) && rows.length > 1;
  const head = shown.map(({ column }) => writeHeading(column)).join("");
  const html =
    `<div class="scroll" role="region" aria-labelledby="${headingId}" tabindex="0">` +
    `<table id="table-${table.id}" data-table="${table.id}" class="${isSorted ? "sortable" : "told"}" aria-labelledby="${headingId}">` +
    `<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join("\n")}\n</tbody></table></div>` +
    writeLegend(
      table,
      shown.map(({ column }) => column),
      scales,
    );
  const keys = Object.fromEntries(
    shown
      .filter(({ column }) => isSorted && sortsByNumber(column))
      .map(({ column, index }) => [column.id, rows.map((row) => sortKey(row[index]))]),
  );
  return { html, keys };
}

function writeHeading(column: Column): string {
  const title =
    column.title === ""
      ? `<span class="unseen">${escapeHtml(SILENT[column.id] ?? column.id)}</span>`
      : escapeHtml(column.title);
  return `<th scope="col" data-column="${column.id}"${classes(column)}>${title}</th>`;
}

function classes(column: Column, tone = ""): string {
  const names = [
    LEFT.has(column.kind) ? "" : "n",
    column.priority >= LAST ? "screen" : "",
    column.kind === "name" ? "name" : "",
    column.kind === "verdict" || column.kind === "part" ? "wraps" : "",
    tone,
  ].filter((name) => name !== "");
  return names.length === 0 ? "" : ` class="${names.join(" ")}"`;
}

function writeCell(
  cell: Cell,
  column: Column,
  row: readonly Cell[],
  scales: Scales,
  element: "th" | "td",
): string {
  const tone = cell.kind === "verdict" || cell.kind === "text" ? (cell.tone ?? "") : "";
  const scope = element === "th" ? ' scope="row"' : "";
  return `<${element}${scope}${classes(column, tone)}>${writeContent(cell, column, row, scales)}</${element}>`;
}

function writeContent(cell: Cell, column: Column, row: readonly Cell[], { reach, axis }: Scales): string {
  const text = escapeHtml(formatCell(cell));
  switch (cell.kind) {
    case "bar":
      return drawBar(cell.fraction, isFall(row) ? "down" : "up");
    case "interval":
      return `${drawInterval(cell, reach)} <span>${text}</span>`;
    case "range":
      return column.id === "steps"
        ? `${drawStep({ from: cell.min, to: cell.max, isTotal: !isChange(row) }, axis)}<span class="unseen">${escapeHtml(`${formatCount(cell.min)} to ${formatCount(cell.max)}`)}</span>`
        : text;
    // A line for each, as both on one would make every row of the table as wide.
    case "change":
    case "ratio":
    case "part":
      return text.replace(/ (\(.*\))$/, ' <span class="bounds">$1</span>');
    case "name":
      return text.length <= LONG_NAME ? text : writeLongName(cell, text);
    case "mark":
      return `${text}<span class="unseen"> ${cell.mark}</span>`;
    default:
      return text;
  }
}

function writeLongName(cell: Extract<Cell, { kind: "name" }>, html: string): string {
  const short = shortenMiddle(escapeTerminal(formatCell(cell)), LONG_NAME, "…", cell.text.length);
  return `<details><summary>${escapeHtml(short)}</summary>${html}</details>`;
}

function isChange(row: readonly Cell[]): boolean {
  return row.some(({ kind }) => kind === "change");
}

function isFall(row: readonly Cell[]): boolean {
  return row.some((cell) => cell.kind === "change" && cell.point < 0);
}

function* intervalsOf(rows: readonly (readonly Cell[])[]): Generator<{ low: number; high: number }> {
  for (const row of rows) for (const cell of row) if (cell.kind === "interval") yield cell;
}

/** The two totals, which begin at 0, would leave the steps no room: the axis begins a little before the lowest step. */
function axisOf(rows: readonly (readonly Cell[])[]): Scales["axis"] {
  const ranges = rows.flat().filter((cell) => cell.kind === "range");
  const ends = ranges.flatMap(({ min, max }) => (min === 0 ? [max] : [min, max]));
  if (ends.length === 0) return { start: 0, end: 1 };
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return { start: Math.max(0, low - (high - low || high) / 4), end: high };
}

function writeLegend(table: Table, columns: readonly Column[], { reach, axis }: Scales): string {
  const far = Number(reach.toPrecision(3));
  const said = [
    ...(table.rows.length === 0 ? ["There are no rows."] : []),
    ...(table.omitted === null ? [] : [`Beside these rows: ${table.omitted}.`]),
    ...(columns.some(({ kind }) => kind === "interval")
      ? [`The drawn intervals reach from 1/${far} to ${far}, no change in the middle.`]
      : []),
    ...(table.id === "waterfall" && axis.start > 0
      ? [`The axis begins at ${formatCount(Math.round(axis.start))}, not at 0.`]
      : []),
  ];
  const left = columns.filter(({ priority }) => priority >= LAST).map(({ title }) => title);
  const onPaper =
    left.length === 0
      ? ""
      : `<span class="paper"> Columns that are not printed: ${escapeHtml(left.join(", "))}.</span>`;
  if (said.length === 0 && onPaper === "") return "";
  return `<p class="legend">${escapeHtml(said.join(" "))}${onPaper}</p>`;
}
