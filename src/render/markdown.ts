import { formatCell, formatFact } from "../report/cell-text.ts";
import type { Block, Cell, Column, Facts, Notes, Report, Table } from "../report/report.ts";
import { codeMarkdown } from "../text/code-markdown.ts";
import { escapeHtml } from "../text/escape-html.ts";
import { escapeMarkdown } from "../text/escape-markdown.ts";
import { escapeTerminal } from "../text/escape-terminal.ts";
import { shortenMiddle } from "../text/shorten-middle.ts";
import { joinNote } from "./note-text.ts";

const LEFT: ReadonlySet<Column["kind"]> = new Set(["text", "name", "verdict", "mark"]);

// A name that is longer would make a table that no browser window shows.
const LONGEST_NAME = 120;

/** Writes a report for a pull request, in GitHub-flavoured Markdown. */
export function renderMarkdown(report: Report): string {
  const parts: string[] = [];
  let heading: string | undefined;
  for (const block of report.blocks) {
    const part = renderBlock(block);
    if (part === "") continue;
    if (block.folded !== heading && heading !== undefined) parts.push("</details>");
    if (block.folded !== heading && block.folded !== undefined)
      parts.push(`<details><summary>${escapeHtml(block.folded)}</summary>`);
    heading = block.folded;
    parts.push(part);
  }
  if (heading !== undefined) parts.push("</details>");
  return `${parts.join("\n\n")}\n`;
}

function renderBlock(block: Block): string {
  if (block.kind === "facts") return renderFacts(block);
  if (block.kind === "table") return renderTable(block);
  return block.kind === "notes" ? renderNotes(block) : renderLines(block.lines);
}

function renderFacts({ rows }: Facts): string {
  return rows
    .map(({ label, cells }) => {
      const texts = cells.map((cell) => renderCell(cell, formatFact)).filter((text) => text !== "");
      return `- **${escapeMarkdown(label)}** ${texts.join(" · ")}`;
    })
    .join("\n");
}

function renderTable({ columns, rows, omitted }: Table): string {
  const cells = [...rows];
  const shown = columns
    .map((column, index) => ({ column, index }))
    .filter(
      ({ column, index }) =>
        !column.hidden &&
        column.kind !== "bar" &&
        (column.priority === 0 || cells.some((row) => row[index].kind !== "empty")),
    );
  const lines = [
    joinCells(shown.map(({ column }) => escapeMarkdown(column.title))),
    joinCells(shown.map(({ column }) => (LEFT.has(column.kind) ? ":--" : "--:"))),
    ...cells.map((row) => joinCells(shown.map(({ index }) => renderCell(row[index], formatCell)))),
  ];
  return lines.join("\n") + (omitted === null ? "" : `\n\n… ${escapeMarkdown(omitted)}`);
}

function joinCells(texts: readonly string[]): string {
  return `| ${texts.join(" | ")} |`;
}

function renderNotes({ notes }: Notes): string {
  return notes
    .map(({ message, hint }, i) => `${i + 1}. ${escapeMarkdown(joinNote(message, hint))}`)
    .join("\n");
}

// A fence longer than every run of backticks inside cannot be closed from inside.
function renderLines(lines: readonly string[]): string {
  const text = lines.map(escapeTerminal).join("\n");
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

function renderCell(cell: Cell, format: (cell: Cell) => string): string {
  if (cell.kind !== "name") return escapeMarkdown(format(cell));
  const code = codeMarkdown(shortenMiddle(cell.text, LONGEST_NAME, "…"));
  return cell.detail === undefined ? code : `${code} ${escapeMarkdown(cell.detail)}`;
}
