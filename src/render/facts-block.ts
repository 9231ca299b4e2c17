import { formatFact } from "../report/cell-text.ts";
import { toneOf } from "../report/cell-tone.ts";
import type { Cell, Facts } from "../report/report.ts";
import { measureCells } from "../text/cell-width.ts";
import { toScreen } from "../text/screen-text.ts";
import { wrapName } from "../text/wrap-name.ts";
import { wrapWords } from "../text/wrap-words.ts";
import type { Canvas } from "./renderer.ts";
import { paint } from "./styled-text.ts";

const INDENT = 2;
const GAP = 3;
// Of a line, the most that a title or path may take with other cells beside it.
const NAME_PART = 0.5;

/**
 * Writes facts, cells of one place under each other; a cell that does not fit starts a line of its own under the first. Where a
 * name is too long to stand beside others, all of its place have lines of their own: sides often differ in the middle of theirs.
 */
export function renderFactsBlock({ rows }: Facts, canvas: Canvas): string[] {
  const labelWidth = Math.max(...rows.map(({ label }) => measureCells(toScreen(label, canvas.glyphs))));
  const left = INDENT + labelWidth + 2;
  const margin = " ".repeat(left);
  const said = rows.map(({ label, cells }) => ({
    label: toScreen(label, canvas.glyphs),
    cells,
    texts: cells.map((cell) => toScreen(formatFact(cell), canvas.glyphs)),
  }));
  const places = Array.from({ length: Math.max(...rows.map(({ cells }) => cells.length)) }, (_, place) => {
    let names = 0;
    let others = 0;
    for (const { cells, texts } of said) {
      const width = measureCells(texts[place] ?? "");
      // Nothing stands behind a sentence that ends its row, so nobody has to keep clear of it.
      if (cells[place]?.kind === "text" && place === texts.length - 1) continue;
      if (cells[place]?.kind === "name") names = Math.max(names, width);
      else others = Math.max(others, width);
    }
    const isLong = names > canvas.width * NAME_PART;
    return { width: isLong ? others : Math.max(names, others), isLong };
  });
  return said.flatMap(({ label, cells, texts }) => {
    const lines: string[] = [];
    let line = " ".repeat(INDENT) + paint(label.padEnd(labelWidth), "strong", canvas) + "  ";
    let used = left;
    let isFresh = true;
    const startLine = (): void => {
      if (isFresh) return;
      lines.push(line.trimEnd());
      line = margin;
      used = left;
      isFresh = true;
    };
    const add = (cell: Cell, text: string, space: number): void => {
      const padding = " ".repeat(space);
      line += paint(cell.kind === "count" ? padding + text : text + padding, toneOf(cell), canvas);
      used += measureCells(text) + space;
      isFresh = false;
    };
    texts.forEach((text, i) => {
      const { width, isLong } = places[i];
      const cell = cells[i];
      const isName = cell.kind === "name";
      const isLast = i === texts.length - 1;
      const isAlone = isName && isLong;
      if (width === 0 && text === "") return;
      if (isAlone || used + (isFresh ? 0 : GAP) + measureCells(text) > canvas.width) {
        const room = canvas.width - left;
        const parts = isName ? wrapName(cell, room, canvas.glyphs) : wrapWords(text, room);
        for (const part of parts) {
          startLine();
          add(cell, part, 0);
        }
        if (isAlone && !isLast) startLine();
        return;
      }
      if (!isFresh) {
        line += " ".repeat(GAP);
        used += GAP;
      }
      add(cell, text, isLast ? 0 : width - measureCells(text));
    });
    if (!isFresh || lines.length === 0) lines.push(line.trimEnd());
    return lines;
  });
}
