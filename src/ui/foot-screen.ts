import { isSymbolTable } from "../report/symbol-tables.ts";
import { measureCells } from "../text/cell-width.ts";
import { formatCount } from "../text/format-count.ts";
import { formatDuration } from "../text/format-duration.ts";
import { formatPercent } from "../text/format-percent.ts";
import { cutEnd, toScreen } from "../text/screen-text.ts";
import type { DashboardState, Prompt } from "./dashboard-state.ts";
import { KEYMAP } from "./keymap.ts";
import type { Extent } from "./movement.ts";
import { currentPane, isOrdered, placeIn } from "./panes.ts";
import type { Theme } from "./theme.ts";

const PROMPTS: Readonly<Record<Prompt["kind"], string>> = {
  search: "search: ",
  filter: "filter (expression): ",
  save: "write the last interval to: ",
};

const PURPOSES = { shown: "the profile to show", base: "the base side", next: "the next side" } as const;

/** Draws what stands below a pane: what is being typed or told, and the keys that matter here. */
export function drawFoot(state: DashboardState, extent: Extent, columns: number, theme: Theme): string[] {
  return [drawStatus(state, extent, columns, theme), drawKeys(state, columns, theme)];
}

function drawStatus(state: DashboardState, extent: Extent, columns: number, theme: Theme): string {
  const { glyphs, paint } = theme;
  const { prompt, message } = state;
  const fit = (text: string): string => cutEnd(` ${toScreen(text, glyphs)}`, columns, glyphs);
  if (prompt !== null) {
    // The end of a long line is where the typing goes on.
    const typed = toScreen(prompt.text, glyphs);
    const room = columns - PROMPTS[prompt.kind].length - 3;
    const tail = measureCells(typed) > room ? Array.from(typed).slice(-Math.max(1, room)).join("") : typed;
    return cutEnd(` ${PROMPTS[prompt.kind]}${tail}_`, columns, glyphs);
  }
  // News last until the next key, and must not hide how far a simulation is.
  if (message !== null) return paint(fit([...describeProgress(state), message].join(" · ")), "strong");
  return paint(fit(describePlace(state, extent)), "faint");
}

/** Says where the reader is and what chose the rows. */
export function describePlace(state: DashboardState, { length }: Extent): string {
  const { view, live, overlay } = state;
  const parts = describeProgress(state);
  if (overlay !== null) {
    if (overlay.kind === "sources")
      parts.push(`choose ${PURPOSES[overlay.purpose]}`, "Enter chooses, Escape closes");
    else parts.push("Escape closes");
    return parts.join(" · ");
  }
  const browsing = state.browsing[view];
  const pane = currentPane(state);
  if (view === "live" && live.isPaused) parts.push("paused");
  if (view === "live" && live.waitedSeconds > 0) {
    parts.push(`reading for ${formatDuration(live.waitedSeconds)}`);
  }
  if (pane?.table) {
    const { cursor } = placeIn(browsing, pane);
    parts.push(length === 0 ? "no rows" : `row ${formatCount(cursor + 1)} of ${formatCount(length)}`);
    if (isOrdered(state)) parts.push(`sort ${state.sortKeys[view][browsing.sort]}`);
    if (browsing.filter !== "" && isSymbolTable(pane.id)) parts.push(`filter ${browsing.filter}`);
    if (browsing.search !== "") parts.push(`search ${browsing.search}`);
    if (pane.table.omitted !== null) parts.push(pane.table.omitted);
  }
  if (browsing.refusal !== null) {
    const told = browsing.report === null ? browsing.refusal : `rows of before: ${browsing.refusal}`;
    parts.unshift(pane === null ? "nothing to show" : told);
  } else if (pane === null) parts.push(view === "live" ? "waiting for the second reading" : "loading");
  return parts.join(" · ");
}

/** How far the simulation is that runs, in whatever view the reader waits for it; nothing where none does. */
function describeProgress({ run }: DashboardState): string[] {
  if (!run.isRunning) return [];
  const left = run.secondsLeft === null ? "" : `, ${formatDuration(run.secondsLeft)} left`;
  return [`simulating: ${formatPercent(run.done, 0)}${left}`];
}

function drawKeys(state: DashboardState, columns: number, { glyphs, paint }: Theme): string {
  const shown = KEYMAP.filter(
    ({ short, views }) => short !== undefined && (views?.includes(state.view) ?? true),
  );
  // What is asked for first when nothing else is known stands first and is never cut.
  const order = [...shown].sort((a, b) => rankOf(a.command) - rankOf(b.command));
  let line = "";
  for (const { keys, short } of order) {
    const part = ` ${keys[0]} ${short} `;
    if (measureCells(line + part) > columns) break;
    line += part;
  }
  return paint(toScreen(line, glyphs), "faint");
}

function rankOf(command: string): number {
  return command === "quit" ? 0 : command === "help" ? 1 : 2;
}
