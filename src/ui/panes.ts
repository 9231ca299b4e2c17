import type { Report, Table } from "../report/report.ts";
import { isSymbolTable } from "../report/symbol-tables.ts";
import type { Browsing, DashboardState, Place } from "./dashboard-state.ts";

/** One of the things that a view shows: the setup of a simulation, a table of its report, or the report's notes. */
export interface Pane {
  readonly id: string;
  readonly title: string;
  readonly table: Table | null;
}

const TITLES: Readonly<Record<string, string>> = { sides: "side by side" };
const SETUP: Pane = { id: "setup", title: "setup", table: null };
const NOTES: Pane = { id: "notes", title: "notes", table: null };
const START: Place = { cursor: 0, top: 0 };

const known = new WeakMap<Report, readonly Pane[]>();

/** Returns the panes of the view on the screen; a view that waits for its first report may have none. */
export function listPanes(state: DashboardState): readonly Pane[] {
  const { report } = state.browsing[state.view];
  const own = report === null ? [] : panesOf(report);
  return state.view === "simulator" ? [SETUP, ...own] : own;
}

/** Returns the pane on the screen, null where there is none. */
export function currentPane(state: DashboardState): Pane | null {
  const panes = listPanes(state);
  return panes[Math.min(state.browsing[state.view].pane, panes.length - 1)] ?? null;
}

/** True where the pane on the screen follows the order that `s` chooses: symbols, and where they are compared, groups. */
export function isOrdered(state: DashboardState): boolean {
  const pane = currentPane(state);
  if (pane === null || state.sortKeys[state.view].length === 0) return false;
  return isSymbolTable(pane.id) || (pane.id === "groups" && state.view !== "profile");
}

/** Returns where the reader is in a pane, whose table may have become shorter since. */
export function placeIn({ places }: Browsing, { id, table }: Pane): Place {
  const place = places[id] ?? START;
  if (table === null) return place;
  return { ...place, cursor: Math.min(place.cursor, Math.max(0, table.rows.length - 1)) };
}

function panesOf(report: Report): readonly Pane[] {
  let panes = known.get(report);
  if (panes === undefined) {
    const tables = report.blocks.filter((block) => block.kind === "table");
    panes = [
      ...tables.map((table): Pane => ({ id: table.id, title: TITLES[table.id] ?? table.id, table })),
      NOTES,
    ];
    known.set(report, panes);
  }
  return panes;
}
