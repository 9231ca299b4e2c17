import type { DashboardServices, LiveService, RowWish } from "../report/dashboard-services.ts";
import type { Report } from "../report/report.ts";
import type { DashboardState, View } from "./dashboard-state.ts";

/** A report that the screen lacks. */
export interface Wanted {
  /** Says what is wanted, whole: the same words, the same report. */
  readonly asked: string;
  fetch(services: DashboardServices): Promise<Report>;
}

/** Returns what the view on the screen browses by the reader's choices; null where nothing is there to browse, or where a key starts what makes them. */
export function wantedReport(state: DashboardState): Wanted | null {
  const { view, sources, shown, pair, live } = state;
  const wish = rowWish(state, view);
  if (view === "profile" && shown < sources.length) {
    return { asked: JSON.stringify([shown, wish]), fetch: (services) => services.load(shown, wish) };
  }
  if (view === "diff" && sources.length > 0) {
    return { asked: JSON.stringify([pair, wish]), fetch: (services) => services.compare(pair, wish) };
  }
  if (view === "live" && live.intervals > 0) {
    return {
      asked: JSON.stringify([live.intervals, live.resets, wish]),
      fetch: async (services) => watched(services).report(wish),
    };
  }
  return null;
}

function watched({ live }: DashboardServices): LiveService {
  if (live === null) throw new Error("nothing is watched");
  return live;
}

/** Returns which rows of a view the reader wants. */
export function rowWish({ browsing, sortKeys }: DashboardState, view: View): RowWish {
  const { sort, filter } = browsing[view];
  return { sort: sortKeys[view][sort] ?? "", filter };
}
