import type { Browsing, DashboardState, Place, View } from "./dashboard-state.ts";
import { currentPane, placeIn } from "./panes.ts";

/** Returns the state with one view's browsing changed. */
export function changeBrowsing(state: DashboardState, view: View, change: Partial<Browsing>): DashboardState {
  return { ...state, browsing: { ...state.browsing, [view]: { ...state.browsing[view], ...change } } };
}

/** Returns the state with a view that shows nothing yet: what it showed is of sources that were left. */
export function emptyBrowsing(state: DashboardState, view: View): DashboardState {
  return changeBrowsing(state, view, { report: null, asked: "", refusal: null });
}

/** Returns the state with the reader elsewhere in the pane on the screen. */
export function movePlace(state: DashboardState, change: (place: Place) => Place): DashboardState {
  const pane = currentPane(state);
  if (pane === null) return state;
  const browsing = state.browsing[state.view];
  const places = { ...browsing.places, [pane.id]: change(placeIn(browsing, pane)) };
  return changeBrowsing(state, state.view, { places });
}
