import type { Report, Table } from "../../src/report/report.ts";
import { reduceDashboard } from "../../src/ui/dashboard-reducer.ts";
import type { DashboardStart, DashboardState } from "../../src/ui/dashboard-state.ts";
import { startDashboard } from "../../src/ui/dashboard-state.ts";

const START: DashboardStart = {
  sources: ["one", "two", "three"].map((title) => ({ title, isSimulated: false, isReplicate: false })),
  sortKeys: { profile: ["ticks", "name"], diff: ["delta", "name"], live: [] },
  fields: [],
  isLive: false,
};

/** Makes a state with a report of one table of `names` in the Diff view. */
export function stateOf(
  names: readonly string[],
  start: Partial<DashboardStart> = {},
  id = "symbols",
): DashboardState {
  const first = startDashboard({ ...START, ...start });
  const report = reportOf(names, id);
  return reduceDashboard(first, { kind: "loaded", view: first.view, asked: "all", report });
}

/** Types keys one after another, named as the keymap names them, on a page of `page` rows. */
export function typeKeys(
  state: DashboardState,
  keys: readonly string[],
  length: number,
  page = 5,
): DashboardState {
  return keys.reduce(
    (now, key) => reduceDashboard(now, { kind: "key", key, extent: { length, page } }),
    state,
  );
}

export function reportOf(names: readonly string[], id = "symbols"): Report {
  const table: Table = {
    kind: "table",
    id,
    main: true,
    columns: [{ id: "symbol", title: "symbol", kind: "name", priority: 0, flexible: true }],
    rows: names.map((text) => [{ kind: "name", text }]),
    omitted: null,
  };
  return { schema: "zcprof.show/1", toJson: () => ({}), blocks: [table, { kind: "notes", notes: [] }] };
}
