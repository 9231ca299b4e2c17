import { formatFact } from "../report/cell-text.ts";
import type { Cell, Table } from "../report/report.ts";
import { escapeTerminal } from "../text/escape-terminal.ts";
import type { DashboardState } from "./dashboard-state.ts";
import { describePlace } from "./foot-screen.ts";
import type { Extent } from "./movement.ts";
import { currentPane, placeIn } from "./panes.ts";

/** Says the screen in words for a screen reader: where one is, then the selected row, cell by cell with its title. */
export function readAloud(state: DashboardState, extent: Extent): string[] {
  const pane = currentPane(state);
  const said = [`${state.view}${pane === null ? "" : `, ${pane.title}`}`, describePlace(state, extent)];
  if (state.message !== null) said.push(state.message);
  if (state.prompt !== null) said.push(`${state.prompt.kind}: ${state.prompt.text}`);
  if (pane?.table) {
    said.push(readRow(pane.table, placeIn(state.browsing[state.view], pane).cursor));
  } else if (pane?.id === "setup") {
    const { cursor } = placeIn(state.browsing[state.view], pane);
    const field = state.fields[cursor];
    if (field !== undefined) said.push(`${field.label}: ${field.choices[state.setup[cursor]].title}`);
  }
  return said.map(escapeTerminal);
}

function readRow({ columns, rows }: Table, row: number): string {
  const cells = rows.at(row) ?? [];
  return columns
    .map(({ title, hidden }, i) => (hidden === true ? "" : readCell(title, cells[i])))
    .filter((text) => text !== "")
    .join(", ");
}

function readCell(title: string, cell: Cell | undefined): string {
  // The sign of a mark is for eyes, a bar and a trend are too.
  if (cell?.kind === "mark") return cell.mark;
  if (cell === undefined || cell.kind === "trend") return "";
  const text = formatFact(cell);
  // The title of a column of intervals is their level, which an interval says itself.
  return text === "" || title === "" || text.startsWith(title) ? text : `${title} ${text}`;
}
