import { changeBrowsing, emptyBrowsing } from "./change-browsing.ts";
import type { DashboardState } from "./dashboard-state.ts";
import type { Command } from "./keymap.ts";
import { currentPane, placeIn } from "./panes.ts";

/** Returns the state after a command of the Simulator view. */
export function reduceSimulator(state: DashboardState, command: Command): DashboardState {
  switch (command) {
    case "choice-next":
      return changeChoice(state, 1);
    case "choice-previous":
      return changeChoice(state, -1);
    case "run":
      return {
        ...state,
        run: {
          ...state.run,
          id: state.run.id + 1,
          isRunning: !state.run.isRunning,
          done: 0,
          secondsLeft: null,
        },
      };
    case "compare-measured":
      return compareWith(
        state,
        state.sources.findIndex(({ isSimulated }) => !isSimulated),
        "measured profile",
      );
    case "compare-simulated":
      return compareWith(
        state,
        state.sources.findLastIndex(({ isSimulated }, i) => isSimulated && i !== state.run.source),
        "second simulation",
      );
    default:
      return state;
  }
}

function changeChoice(state: DashboardState, step: 1 | -1): DashboardState {
  const pane = currentPane(state);
  if (pane === null) return state;
  const field = placeIn(state.browsing.simulator, pane).cursor;
  const count = state.fields[field]?.choices.length ?? 0;
  if (count === 0) return state;
  const setup = state.setup.map((choice, i) => (i === field ? (choice + step + count) % count : choice));
  return { ...state, setup };
}

// The other one is the base: what the simulation would change about it is the question.
function compareWith(state: DashboardState, base: number, missing: string): DashboardState {
  const next = state.run.source;
  if (next === null) {
    return {
      ...state,
      message: state.run.isRunning ? "compare it when it has ended" : "run a simulation first",
    };
  }
  if (base < 0) return { ...state, message: `there is no ${missing} to compare with` };
  const chosen = emptyBrowsing({ ...state, pair: { base, next }, view: "diff" }, "diff");
  return changeBrowsing(chosen, "diff", { places: {}, pane: 0 });
}
