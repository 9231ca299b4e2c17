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
export function reduceKey(state: DashboardState, key: string, extent: Extent): DashboardState {
  const quiet = state.message === null ? state : { ...state, message: null };
  if (key === "ctrl-c") return { ...quiet, isDone: true };
  if (quiet.prompt !== null) return reducePrompt(quiet, quiet.prompt, key, extent);
  const isSetup = currentPane(quiet)?.id === "setup";
  const command = findCommands(key, quiet.view).find((found) => isSetup || !SETUP_ONLY.includes(found));
  if (command === undefined) return quiet;
  if (quiet.overlay !== null) return reduceOverlay(quiet, quiet.overlay, command, extent);
  const move = movedBy(command, extent);
  return move === null ? reduceCommand(quiet, command) : movePlace(quiet, move);
}
