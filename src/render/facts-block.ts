import { formatFact } from "../report/cell-text.ts";
import { toneOf } from "../report/cell-tone.ts";
import type { Cell, Facts } from "../report/report.ts";
import { measureCells } from "../text/cell-width.ts";
import { fitName, toScreen } from "../text/screen-text.ts";
import { wrapWords } from "../text/wrap-words.ts";
import type { Canvas } from "./renderer.ts";
import { paint } from "./styled-text.ts";

const INDENT = 2;
const GAP = 3;
// Of a line, the most that a title or path may take.
const NAME_PART = 0.5;

/** Writes facts, cells of one place under each other; a cell that does not fit starts a line of its own under the first. */
export function renderFactsBlock({ rows }: Facts, canvas: Canvas): string[] {
  const labelWidth = Math.max(...rows.map(({ label }) => measureCells(toScreen(label, canvas.glyphs))));
  const left = INDENT + labelWidth + 2;
  const said = rows.map(({ label, cells }) => ({
    label: toScreen(label, canvas.glyphs),
    cells,
    texts: cells.map((cell) => sayFact(cell, canvas)),
  }));
  const places = Math.max(...rows.map(({ cells }) => cells.length));
  const widths = Array.from({ length: places }, (_, place) =>
    Math.max(0, ...said.map(({ texts }) => measureCells(texts[place] ?? ""))),
  );
  return said.flatMap(({ label, cells, texts }) => {
    const lines: string[] = [];
    let line = " ".repeat(INDENT) + paint(label.padEnd(labelWidth), "strong", canvas);
    let used = left;
    let isFresh = true;
    for (let i = 0; i < texts.length; i++) {
      if (widths[i] === 0) continue;
      const isLast = i === texts.length - 1;
      const text = texts[i];
      const width = measureCells(text);
      const before = isFresh ? 2 : GAP;
      if ((isFresh ? left : used + before) + width > canvas.width) {
        const margin = " ".repeat(left);
        const wrapped = wrapWords(text, canvas.width - left);
        const tone = toneOf(cells[i]);
        if (!isFresh) lines.push(line);
        line = isFresh ? `${line}  ` : margin;
        for (const part of wrapped.slice(0, -1)) {
          lines.push(line + paint(part, tone, canvas));
          line = margin;
        }
        const last = wrapped[wrapped.length - 1] ?? "";
        line += paint(last, tone, canvas);
        used = left + measureCells(last);
        isFresh = false;
        continue;
      }
      const space = " ".repeat(isLast ? 0 : widths[i] - width);
      const padded = cells[i].kind === "count" ? space + text : text + space;
      line += " ".repeat(before) + paint(padded, toneOf(cells[i]), canvas);
      used += before + width + space.length;
      isFresh = false;
    }
    lines.push(line);
    return lines.map((text) => text.trimEnd());
  });
}

function sayFact(cell: Cell, canvas: Canvas): string {
  if (cell.kind === "name") return fitName(cell, Math.floor(canvas.width * NAME_PART), canvas.glyphs);
  return toScreen(formatFact(cell), canvas.glyphs);
}
