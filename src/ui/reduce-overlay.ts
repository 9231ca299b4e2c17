import { changeBrowsing, emptyBrowsing } from "./change-browsing.ts";
import type { DashboardState, Overlay } from "./dashboard-state.ts";
import type { Command } from "./keymap.ts";
import type { Extent } from "./movement.ts";
import { movedBy } from "./movement.ts";

/** Returns the state after a command while something lies over the panes: it scrolls, chooses or closes. */
export function reduceOverlay(
  state: DashboardState,
  overlay: Overlay,
  command: Command,
  extent: Extent,
): DashboardState {
  if (command === "quit" || command === "close") return { ...state, overlay: null };
  if (command === "help") {
    return { ...state, overlay: overlay.kind === "help" ? null : { kind: "help", top: 0 } };
  }
  if (overlay.kind === "sources") return reduceSources(state, overlay, command, extent);
  if (command === "open") return { ...state, overlay: null };
  const move = movedBy(command, extent);
  if (move === null) return state;
  return { ...state, overlay: { ...overlay, top: move({ cursor: overlay.top, top: overlay.top }).cursor } };
}

function reduceSources(
  state: DashboardState,
  overlay: Extract<Overlay, { kind: "sources" }>,
  command: Command,
  extent: Extent,
): DashboardState {
  const move = movedBy(command, extent);
  if (move !== null) {
    return { ...state, overlay: { ...overlay, cursor: move({ cursor: overlay.cursor, top: 0 }).cursor } };
  }
  if (command !== "open") return state;
  const { purpose, cursor } = overlay;
  const closed = emptyBrowsing(
    changeBrowsing({ ...state, overlay: null }, state.view, { places: {} }),
    state.view,
  );
  return purpose === "shown"
    ? { ...closed, shown: cursor }
    : { ...closed, pair: { ...closed.pair, [purpose]: cursor } };
}
