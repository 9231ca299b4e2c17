import { formatFact } from "../report/cell-text.ts";
import { toneOf } from "../report/cell-tone.ts";
import type { Block, Cell, Facts, Notes } from "../report/report.ts";
import { escapeHtml } from "../text/escape-html.ts";
import { joinNote } from "./note-text.ts";
import { drawInterval, reachOf } from "./page-figures.ts";

/** Writes a block that is no table. */
export function writeBlock(block: Exclude<Block, { kind: "table" }>): string {
  if (block.kind === "facts") return writeFacts(block);
  if (block.kind === "notes") return writeNotes(block);
  return `<pre>${block.lines.map(escapeHtml).join("\n")}</pre>`;
}

function writeFacts({ rows }: Facts): string {
  const items = rows.map(({ label, cells }) => {
    const texts = cells.filter(({ kind }) => kind !== "empty").map(writeFact);
    return `<div><dt>${escapeHtml(label)}</dt><dd>${texts.join(" ")}</dd></div>`;
  });
  return `<dl class="facts">${items.join("")}</dl>`;
}

function writeFact(cell: Cell): string {
  const tone = toneOf(cell) ?? "";
  const text = escapeHtml(formatFact(cell));
  if (cell.kind === "interval") return `<span>${text} ${drawInterval(cell, reachOf([cell]))}</span>`;
  if (cell.kind === "text" && cell.note !== undefined) {
    const words = escapeHtml(cell.text);
    return `<span class="${tone}">${words} <a href="#note-${cell.note}">[${cell.note}]</a></span>`;
  }
  return `<span class="${cell.kind === "name" ? "name" : tone}">${text}</span>`;
}

function writeNotes({ notes }: Notes): string {
  const items = notes.map(
    ({ message, hint }, i) => `<li id="note-${i + 1}">${escapeHtml(joinNote(message, hint))}</li>`,
  );
  return `<ol>${items.join("\n")}</ol>`;
}
