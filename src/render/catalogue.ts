import CliTable from "cli-table3";
import { formatCell } from "../report/cell-text.ts";
import type { Report, Table } from "../report/report.ts";
import { measureCells } from "../text/cell-width.ts";
import { toScreen } from "../text/screen-text.ts";
import type { Canvas } from "./renderer.ts";
import { paint } from "./styled-text.ts";
import { renderBlocks } from "./table.ts";

const MARGIN = "  ";
const GAP = "  ";
const NARROWEST_COLUMN = 8;

// Only a rule under the titles: a catalogue is read line by line.
const NO_BORDERS = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: MARGIN,
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: GAP,
};

/** Writes a report whose tables are catalogues: the widest columns give way, and texts are wrapped in their cells. */
export function renderCatalogue(report: Report, canvas: Canvas): string {
  return renderBlocks(report, canvas, (table) => drawCatalogue(table, canvas));
}

function drawCatalogue({ columns: all, rows }: Table, canvas: Canvas): string[] {
  const columns = all.filter(({ hidden }) => hidden !== true);
  const cells = [...rows].map((row) =>
    row.filter((_, i) => all[i].hidden !== true).map((cell) => toScreen(formatCell(cell), canvas.glyphs)),
  );
  const titles = columns.map(({ title }) => toScreen(title, canvas.glyphs));
  const widths = titles.map((title, i) =>
    Math.max(measureCells(title), ...cells.map((row) => measureCells(row[i]))),
  );
  const room = canvas.width - MARGIN.length - GAP.length * (columns.length - 1);
  for (let excess = sum(widths) - room; excess > 0; excess--) {
    const widest = widths.indexOf(Math.max(...widths));
    if (widths[widest] <= NARROWEST_COLUMN) break;
    widths[widest]--;
  }
  const table = new CliTable({
    chars: NO_BORDERS,
    colWidths: widths,
    wordWrap: true,
    wrapOnWordBoundary: false,
    // Without these it colours pipes too.
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  table.push(
    titles.map((title) => paint(title, "faint", canvas)),
    ...cells.map((row) => row.map((cell, i) => breakBetweenWords(cell, widths[i]))),
  );
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
}

/** Puts an end of line where the next word does not fit any more. A word that fits no line is cut by the table, which knows no other way. */
function breakBetweenWords(text: string, cells: number): string {
  let used = 0;
  return text.split(" ").reduce((lines, word, i) => {
    const length = measureCells(word);
    const fits = i === 0 || used + 1 + length <= cells;
    used = fits ? used + (i === 0 ? 0 : 1) + length : length;
    // What a word that was cut leaves on its last line.
    if (used > cells) used = ((used - 1) % cells) + 1;
    return `${lines}${i === 0 ? "" : fits ? " " : "\n"}${word}`;
  }, "");
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
