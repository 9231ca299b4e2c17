import { changeBrowsing, movePlace } from "./change-browsing.ts";
import type { DashboardState, Prompt } from "./dashboard-state.ts";
import type { Extent } from "./movement.ts";
import { moveTo } from "./movement.ts";
import { currentPane, placeIn } from "./panes.ts";
import { findRow } from "./row-search.ts";

/** Returns the state after a key while a line is typed: a search moves with every letter, all else waits for Enter. */
export function reducePrompt(
  state: DashboardState,
  prompt: Prompt,
  key: string,
  extent: Extent,
): DashboardState {
  const closed = { ...state, prompt: null };
  if (key === "escape") return prompt.kind === "search" ? searchFor(closed, "", prompt.from, extent) : closed;
  if (key === "return") return acceptPrompt(closed, prompt);
  const text = editText(prompt.text, key);
  if (text === prompt.text) return state;
  const edited = { ...state, prompt: { ...prompt, text } };
  return prompt.kind === "search" ? searchFor(edited, text, prompt.from, extent) : edited;
}

/** Returns the state with the cursor on the next match in the direction of `step`, and a message where there is none. */
export function findAgain(state: DashboardState, step: 1 | -1, extent: Extent): DashboardState {
  const browsing = state.browsing[state.view];
  const pane = currentPane(state);
  if (browsing.search === "" || !pane?.table) return state;
  const { cursor } = placeIn(browsing, pane);
  return moveToMatch(
    state,
    findRow(pane.table, browsing.search, cursor + step, step),
    browsing.search,
    extent,
  );
}

function acceptPrompt(state: DashboardState, { kind, text }: Prompt): DashboardState {
  switch (kind) {
    case "search":
      return state;
    case "filter":
      return changeBrowsing(state, state.view, { filter: text, places: {} });
    default:
      return text === "" ? state : { ...state, save: { id: state.save.id + 1, path: text } };
  }
}

function searchFor(state: DashboardState, text: string, from: number, extent: Extent): DashboardState {
  const searched = changeBrowsing(state, state.view, { search: text });
  const table = currentPane(state)?.table;
  if (!table) return searched;
  return moveToMatch(searched, text === "" ? from : findRow(table, text, from, 1), text, extent);
}

function moveToMatch(state: DashboardState, row: number, text: string, extent: Extent): DashboardState {
  if (row < 0) return { ...state, message: `no name contains ${JSON.stringify(text)}` };
  return movePlace(state, (place) => moveTo(place, row, extent));
}

function editText(text: string, key: string): string {
  if (key === "backspace") return Array.from(text).slice(0, -1).join("");
  if (key === "ctrl-u") return "";
  if (key === "space") return `${text} `;
  // Names of keys have more than one letter.
  return Array.from(key).length === 1 ? text + key : text;
}
