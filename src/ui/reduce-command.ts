import { isSymbolTable } from "../report/symbol-tables.ts";
import { changeBrowsing, emptyBrowsing } from "./change-browsing.ts";
import type { DashboardState, Prompt, View } from "./dashboard-state.ts";
import type { Command } from "./keymap.ts";
import type { Extent } from "./movement.ts";
import { currentPane, isOrdered, listPanes, placeIn } from "./panes.ts";
import { findAgain } from "./reduce-prompt.ts";
import { reduceSimulator } from "./reduce-simulator.ts";

const VIEW_OF: Partial<Record<Command, View>> = {
  "view-profile": "profile",
  "view-diff": "diff",
  "view-simulator": "simulator",
  "view-live": "live",
};

/** Returns the state after a command that does not move within rows. */
export function reduceCommand(state: DashboardState, command: Command, extent: Extent): DashboardState {
  const view = VIEW_OF[command];
  if (view !== undefined) return showView(state, view);
  const browsing = state.browsing[state.view];
  switch (command) {
    case "quit":
      return { ...state, isDone: true };
    case "help":
      return { ...state, overlay: { kind: "help", top: 0 } };
    case "close":
      return browsing.filter === "" && browsing.search === ""
        ? state
        : changeBrowsing(state, state.view, { filter: "", search: "" });
    case "pane-next":
      return showPane(state, 1);
    case "pane-previous":
      return showPane(state, -1);
    case "open":
      return openDetails(state);
    case "search":
      return currentPane(state)?.table
        ? openPrompt(state, "search", "")
        : { ...state, message: "this pane has no names to search" };
    case "filter":
      return openPrompt(state, "filter", browsing.filter);
    case "save":
      return openPrompt(state, "save", "");
    case "match-next":
      return findAgain(state, 1, extent);
    case "match-previous":
      return findAgain(state, -1, extent);
    case "sort": {
      if (!isOrdered(state)) return { ...state, message: "the rows of this pane have an order of their own" };
      const sort = (browsing.sort + 1) % Math.max(1, state.sortKeys[state.view].length);
      return changeBrowsing(state, state.view, { sort, places: {} });
    }
    case "choose-source":
      return state.view === "diff"
        ? { ...state, overlay: { kind: "sources", purpose: "next", cursor: state.pair.next } }
        : { ...state, overlay: { kind: "sources", purpose: "shown", cursor: state.shown } };
    case "choose-base":
      return { ...state, overlay: { kind: "sources", purpose: "base", cursor: state.pair.base } };
    case "swap":
      return emptyBrowsing({ ...state, pair: { base: state.pair.next, next: state.pair.base } }, "diff");
    case "pause":
      return { ...state, live: { ...state.live, isPaused: !state.live.isPaused } };
    case "reset":
      return changeBrowsing(
        emptyBrowsing(
          { ...state, live: { ...state.live, intervals: 0, resets: state.live.resets + 1 } },
          "live",
        ),
        "live",
        { places: {} },
      );
    default:
      return reduceSimulator(state, command);
  }
}

function showView(state: DashboardState, view: View): DashboardState {
  if (view === "live" && !state.live.isWatched) {
    return {
      ...state,
      message: "nothing is watched: start with proc:, or with -- and a command that prints a profile",
    };
  }
  if (view === "simulator" && state.fields.length === 0) {
    return {
      ...state,
      message: "nothing can be simulated here: simulated profiles are sources too, such as sim:no-sg",
    };
  }
  if (view === "profile" && state.sources.length === 0)
    return { ...state, message: "there is no profile yet" };
  if (view === "diff" && state.sources.length < 2) {
    return { ...state, message: "a diff needs two profiles: give two sources, or simulate one" };
  }
  return { ...state, view };
}

function showPane(state: DashboardState, step: 1 | -1): DashboardState {
  const count = listPanes(state).length;
  if (count === 0) return state;
  const pane = (Math.min(state.browsing[state.view].pane, count - 1) + step + count) % count;
  return changeBrowsing(state, state.view, { pane });
}

function openPrompt(state: DashboardState, kind: Prompt["kind"], text: string): DashboardState {
  const pane = currentPane(state);
  const from = pane === null ? 0 : placeIn(state.browsing[state.view], pane).cursor;
  return { ...state, prompt: { kind, text, from } };
}

function openDetails(state: DashboardState): DashboardState {
  const pane = currentPane(state);
  if (pane === null || !isSymbolTable(pane.id)) {
    return { ...state, message: "details are told of symbols, and this pane has none" };
  }
  if (pane.table?.rows.length === 0) return state;
  const at = { table: pane.id, row: placeIn(state.browsing[state.view], pane).cursor };
  return { ...state, overlay: { kind: "details", pair: state.pair, at, report: null, top: 0 } };
}
