import type { RowPlace, SimulationProgress, SourceChoice } from "../report/dashboard-services.ts";
import type { Report } from "../report/report.ts";
import { changeBrowsing } from "./change-browsing.ts";
import type { DashboardState, View } from "./dashboard-state.ts";
import type { Extent } from "./movement.ts";
import { reduceKey } from "./reduce-key.ts";

/** Everything that can happen to a dashboard. */
export type Action =
  | { readonly kind: "key"; readonly key: string; readonly extent: Extent }
  /** A report that was asked for with these words. */
  | { readonly kind: "loaded"; readonly view: View; readonly asked: string; readonly report: Report }
  | { readonly kind: "explained"; readonly at: RowPlace; readonly report: Report }
  | { readonly kind: "unexplained"; readonly at: RowPlace; readonly message: string }
  | { readonly kind: "progress"; readonly run: number; readonly progress: SimulationProgress }
  | {
      readonly kind: "simulated";
      readonly run: number;
      readonly report: Report;
      readonly source: number;
      readonly sources: readonly SourceChoice[];
    }
  | { readonly kind: "failed"; readonly view: View | null; readonly asked: string; readonly message: string }
  /** There are so many intervals now, since reset number `resets`. */
  | { readonly kind: "sampled"; readonly intervals: number; readonly resets: number }
  /** A reading has been under way for so long; 0 when it is over. */
  | { readonly kind: "waited"; readonly seconds: number }
  | { readonly kind: "told"; readonly message: string };

/** Returns what the dashboard is after something happened; no input, no clock, no side effect. */
export function reduceDashboard(state: DashboardState, action: Action): DashboardState {
  switch (action.kind) {
    case "key":
      return reduceKey(state, action.key, action.extent);
    case "loaded":
      return changeBrowsing(state, action.view, {
        report: action.report,
        asked: action.asked,
        refusal: null,
      });
    case "explained":
      return state.overlay?.kind === "details" && state.overlay.at === action.at
        ? { ...state, overlay: { ...state.overlay, report: action.report } }
        : state;
    case "unexplained":
      return state.overlay?.kind === "details" && state.overlay.at === action.at
        ? { ...state, overlay: null, message: action.message }
        : state;
    case "progress":
      return action.run === state.run.id && state.run.isRunning
        ? { ...state, run: { ...state.run, ...action.progress } }
        : state;
    case "simulated": {
      // A run that was given up may still end; its profile is in the sources all the same.
      const told = { ...state, sources: action.sources };
      if (action.run !== state.run.id) return told;
      const run = { ...state.run, isRunning: false, done: 1, secondsLeft: null, source: action.source };
      return changeBrowsing({ ...told, run }, "simulator", { report: action.report, refusal: null, pane: 1 });
    }
    case "failed": {
      const run = action.view === "simulator" ? { ...state.run, isRunning: false } : state.run;
      const failed = { ...state, run, message: action.message };
      // What cannot be had is not asked for again and again.
      return action.view === null
        ? failed
        : changeBrowsing(failed, action.view, { asked: action.asked, refusal: action.message });
    }
    case "sampled":
      return action.resets === state.live.resets
        ? { ...state, live: { ...state.live, intervals: action.intervals } }
        : state;
    case "waited":
      return action.seconds === state.live.waitedSeconds
        ? state
        : { ...state, live: { ...state.live, waitedSeconds: action.seconds } };
    default:
      return { ...state, message: action.message };
  }
}
