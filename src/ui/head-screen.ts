import { formatFact } from "../report/cell-text.ts";
import { toneOf } from "../report/cell-tone.ts";
import type { Facts, Report } from "../report/report.ts";
import { measureCells } from "../text/cell-width.ts";
import { formatCount } from "../text/format-count.ts";
import { cutEnd, fitName, padEnd, toScreen } from "../text/screen-text.ts";
import type { DashboardState, View } from "./dashboard-state.ts";
import { currentPane, listPanes, type Pane } from "./panes.ts";
import type { Theme } from "./theme.ts";

const TITLES: Readonly<Record<View, string>> = {
  profile: "1 Profile",
  diff: "2 Diff",
  simulator: "3 Simulator",
  live: "4 Live",
};

/** A low screen has room for one fact, another for three. */
const LOW_ROWS = 20;
const MOST_FACTS = 3;

/** Draws what stands above a pane: the views, the facts of the report, the panes. */
export function drawHead(state: DashboardState, columns: number, rows: number, theme: Theme): string[] {
  const { report } = state.browsing[state.view];
  const facts = report === null ? [] : listFacts(report);
  // The last fact is what the view is about: the total of a comparison, the profile itself.
  const shown = rows < LOW_ROWS ? facts.slice(-1) : facts.slice(0, MOST_FACTS);
  const labelCells = Math.max(0, ...shown.map(({ label }) => measureCells(label)));
  return [
    drawViews(state, columns, theme),
    ...shown.map((fact) => drawFact(fact, labelCells, columns, theme)),
    drawPanes(state, columns, theme),
  ];
}

function listFacts({ blocks }: Report): Facts["rows"] {
  return blocks.flatMap((block) => (block.kind === "facts" ? block.rows : []));
}

function drawViews({ view }: DashboardState, columns: number, theme: Theme): string {
  const parts = Object.entries(TITLES).map(([id, title]) => (id === view ? `[${title}]` : ` ${title} `));
  const line = ` zcprof  ${parts.join(" ")}`;
  if (measureCells(line) > columns) return cutEnd(line, columns, theme.glyphs);
  return ` zcprof  ${parts
    .map((part) => theme.paint(part, part.startsWith("[") ? "strong" : "faint"))
    .join(" ")}`;
}

// What stands behind a title: the ticks, and the load that a mail states.
const KEPT_AFTER_NAME = 2;

// Facts that do not fit are cut: the pane of notes has them whole. A long title gives way before the numbers behind it.
function drawFact(
  { label, cells }: Facts["rows"][number],
  labelCells: number,
  columns: number,
  { glyphs, paint }: Theme,
): string {
  let room = columns - labelCells - 3;
  let line = ` ${paint(padEnd(label, labelCells), "strong")}`;
  const texts = cells.map((cell) => toScreen(formatFact(cell), glyphs));
  for (const [i, cell] of cells.entries()) {
    const text = texts[i];
    if (text === "" || room < 8) continue;
    const behind = texts
      .slice(i + 1, i + 1 + KEPT_AFTER_NAME)
      .reduce((sum, other) => sum + (other === "" ? 0 : 2 + measureCells(other)), 0);
    const fitted =
      cell.kind === "name"
        ? fitName(cell, Math.max(Math.floor(room / 2), room - behind), glyphs)
        : cutEnd(text, room, glyphs);
    line += `  ${paint(fitted, toneOf(cell))}`;
    room -= measureCells(fitted) + 2;
  }
  return line;
}

function drawPanes(state: DashboardState, columns: number, { line, glyphs, paint }: Theme): string {
  const panes = listPanes(state);
  const current = currentPane(state);
  if (current === null) return "";
  const sayPane = (pane: Pane): string => (pane === current ? `[${labelOf(pane)}]` : ` ${labelOf(pane)} `);
  const plain = ` ${panes.map(sayPane).join(line.rule)}`;
  if (measureCells(plain) <= columns) {
    return ` ${panes
      .map((pane) => paint(sayPane(pane), pane === current ? "accent" : "faint"))
      .join(paint(line.rule, "faint"))}`;
  }
  const place = ` < [${labelOf(current)}] >  ${panes.indexOf(current) + 1} of ${panes.length} panes`;
  return paint(cutEnd(place, columns, glyphs), "accent");
}

function labelOf({ title, table }: Pane): string {
  return table === null ? title : `${title} ${formatCount(table.rows.length)}`;
}
