import { formatFact } from "../report/cell-text.ts";
import type { Cell, Table } from "../report/report.ts";
import { escapeTerminal } from "../text/escape-terminal.ts";
import type { DashboardState } from "./dashboard-state.ts";
import { describePlace } from "./foot-screen.ts";
import type { Frame } from "./frame.ts";
import { currentPane, placeIn } from "./panes.ts";

/**
 * Says the screen in words for a screen reader: where one is, then what is selected (a row cell by cell, each with its
 * title), or where nothing is, the running text as it stands on the screen.
 */
export function readAloud(state: DashboardState, { body, extent }: Pick<Frame, "body" | "extent">): string[] {
  const said = [sayWhere(state), describePlace(state, extent)];
  if (state.message !== null) said.push(state.message);
  if (state.prompt !== null) said.push(`${state.prompt.kind}: ${state.prompt.text}`);
  const selected = readSelected(state);
  // What the screen shows was made safe when it was drawn; colours stay colours.
  return selected === null ? [...said.map(escapeTerminal), ...body] : [...said, selected].map(escapeTerminal);
}

function sayWhere(state: DashboardState): string {
  const { view, overlay } = state;
  if (overlay !== null) return `${view}, ${overlay.kind}`;
  const pane = currentPane(state);
  return pane === null ? view : `${view}, ${pane.title}`;
}

/** Says what is selected; null where the screen shows running text. */
function readSelected(state: DashboardState): string | null {
  const { overlay, sources, browsing, view } = state;
  if (overlay !== null) {
    if (overlay.kind !== "sources") return null;
    return `${sources[overlay.cursor].title}, ${overlay.cursor + 1} of ${sources.length}`;
  }
  const pane = currentPane(state);
  if (pane === null) return null;
  const { cursor } = placeIn(browsing[view], pane);
  if (pane.table) return readRow(pane.table, cursor);
  const field = pane.id === "setup" ? state.fields[cursor] : undefined;
  return field === undefined ? null : `${field.label}: ${field.choices[state.setup[cursor]].title}`;
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
