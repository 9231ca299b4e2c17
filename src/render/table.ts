import type { Notes, Prose, Report, Table } from "../report/report.ts";
import { toScreen } from "../text/screen-text.ts";
import { wrapWords } from "../text/wrap-words.ts";
import { renderFactsBlock } from "./facts-block.ts";
import { joinNote } from "./note-text.ts";
import type { Canvas } from "./renderer.ts";
import { renderTableBlock } from "./table-block.ts";

const INDENT = 2;

/** Writes a report for a person at a terminal: no borders, every line within the width where that is possible at all. */
export function renderTable(report: Report, canvas: Canvas): string {
  // What notes explain where it is shown: ids of columns, and `listed-count`.
  const seen = new Set<string>();
  return renderBlocks(
    report,
    canvas,
    (table) => renderTableBlock(table, canvas, hasMarks(table) ? 0 : INDENT, seen),
    seen,
  );
}

/** Writes a report's blocks one under another, its tables by `renderRows`. */
export function renderBlocks(
  report: Report,
  canvas: Canvas,
  renderRows: (table: Table) => readonly string[],
  seen: ReadonlySet<string> = new Set(),
): string {
  const blocks = report.blocks.map((block) => {
    if (block.kind === "facts") return renderFactsBlock(block, canvas);
    if (block.kind === "table") return renderRows(block);
    return block.kind === "notes" ? renderNotes(block, canvas, seen) : renderProse(block, canvas);
  });
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

// The marks are the margin of a table that has them.
function hasMarks({ columns }: Table): boolean {
  return columns[0]?.kind === "mark";
}

function renderNotes({ notes }: Notes, canvas: Canvas, seen: ReadonlySet<string>): string[] {
  return notes.flatMap(({ message, parts, hint }, i) => {
    const mark = `${" ".repeat(INDENT)}[${i + 1}] `;
    const said = parts?.filter(({ about }) => seen.has(about)).map(({ text }) => text) ?? [message];
    const words = toScreen(joinNote(said.join(" "), hint), canvas.glyphs);
    const [first, ...rest] = wrapWords(words, canvas.width - mark.length);
    return first === undefined ? [] : [mark + first, ...rest.map((line) => " ".repeat(mark.length) + line)];
  });
}

function renderProse({ lines }: Prose, canvas: Canvas): string[] {
  return lines.flatMap((line) => {
    const text = toScreen(line, canvas.glyphs);
    const indent = " ".repeat(INDENT + text.length - text.trimStart().length);
    return wrapWords(text.trim(), canvas.width - indent.length).map((part) => indent + part);
  });
}
