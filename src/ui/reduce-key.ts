import { movePlace } from "./change-browsing.ts";
import type { DashboardState } from "./dashboard-state.ts";
import { type Command, findCommands } from "./keymap.ts";
import type { Extent } from "./movement.ts";
import { movedBy } from "./movement.ts";
import { currentPane } from "./panes.ts";
import { reduceCommand } from "./reduce-command.ts";
import { reduceOverlay } from "./reduce-overlay.ts";
import { reducePrompt } from "./reduce-prompt.ts";

/** Commands that mean a choice in the setup of a simulation, and a pane everywhere else. */
const SETUP_ONLY: readonly Command[] = ["choice-next", "choice-previous"];

/** Returns the state after a key: a prompt takes it first, then what lies on top, then the pane. */
export function reduceKey(state: DashboardState, key: string, drawn: Extent): DashboardState {
  const extent = extentNow(state, drawn);
  const quiet = state.message === null ? state : { ...state, message: null };
  if (key === "ctrl-c") return { ...quiet, isDone: true };
  if (quiet.prompt !== null) return reducePrompt(quiet, quiet.prompt, key, extent);
  const isSetup = currentPane(quiet)?.id === "setup";
  const command = findCommands(key, quiet.view).find((found) => isSetup || !SETUP_ONLY.includes(found));
  if (quiet.overlay !== null) {
    // Enter takes what is chosen in a list, also in views whose rows it opens nothing of.
    const own = key === "return" ? "open" : command;
    return own === undefined ? quiet : reduceOverlay(quiet, quiet.overlay, own, extent);
  }
  if (command === undefined) return quiet;
  const move = movedBy(command, extent);
  return move === null ? reduceCommand(quiet, command, extent) : movePlace(quiet, move);
}

// Keys that came in one piece meet a state that was not drawn yet: only the length of running text is the screen's to know.
function extentNow(state: DashboardState, drawn: Extent): Extent {
  const { overlay, sources, fields } = state;
  if (overlay !== null) return overlay.kind === "sources" ? { ...drawn, length: sources.length } : drawn;
  const pane = currentPane(state);
  if (pane?.id === "setup") return { ...drawn, length: fields.length };
  return pane?.table ? { ...drawn, length: pane.table.rows.length } : drawn;
}
