import { setTimeout as sleep } from "node:timers/promises";
import { type Dispatch, useEffect } from "react";
import type { DashboardServices } from "../report/dashboard-services.ts";
import type { Action } from "./dashboard-reducer.ts";
import type { DashboardState } from "./dashboard-state.ts";
import { rowWish, wantedReport } from "./wanted-report.ts";

/** A reading that takes so long may never end: that is told. */
const LONG_READING_SECONDS = 3;

/** Fetches what the state lacks, and tells the reducer what came of it. */
export function useErrands(
  state: DashboardState,
  services: DashboardServices,
  dispatch: Dispatch<Action>,
): void {
  useReport(state, services, dispatch);
  useDetails(state, services, dispatch);
  useSimulation(state, services, dispatch);
  useLive(state, services, dispatch);
  useSave(state, services, dispatch);
}

type Errand = (state: DashboardState, services: DashboardServices, dispatch: Dispatch<Action>) => void;

const useReport: Errand = (state, services, dispatch) => {
  const { view } = state;
  const wanted = wantedReport(state);
  const asked = wanted === null || wanted.asked === state.browsing[view].asked ? "" : wanted.asked;
  useEffect(() => {
    if (wanted === null || asked === "") return undefined;
    return waitFor(
      () => wanted.fetch(services),
      (report) => dispatch({ kind: "loaded", view, asked, report }),
      (message) => dispatch({ kind: "failed", view, asked, message }),
    );
    // `asked` says all that `wanted` depends on.
  }, [view, asked]);
};

const useDetails: Errand = (state, services, dispatch) => {
  const { overlay } = state;
  const at = overlay?.kind === "details" && overlay.report === null ? overlay.at : null;
  useEffect(() => {
    if (at === null) return undefined;
    return waitFor(
      () => services.explain(state.pair, rowWish(state, "diff"), at),
      (report) => dispatch({ kind: "explained", at, report }),
      (message) => dispatch({ kind: "unexplained", at, message }),
    );
  }, [at]);
};

const useSimulation: Errand = ({ run, fields, setup }, services, dispatch) => {
  useEffect(() => {
    if (!run.isRunning || services.simulation === null) return undefined;
    const stop = new AbortController();
    const chosen = Object.fromEntries(fields.map(({ id, choices }, i) => [id, choices[setup[i]].value]));
    services.simulation
      .run(chosen, (progress) => dispatch({ kind: "progress", run: run.id, progress }), stop.signal)
      .then(
        (done) => dispatch({ kind: "simulated", run: run.id, ...done, sources: services.sources() }),
        (error: unknown) => {
          if (stop.signal.aborted) return;
          dispatch({ kind: "failed", view: "simulator", asked: "", message: sayError(error) });
        },
      );
    return () => stop.abort();
  }, [run.id]);
};

const useLive: Errand = (state, { live }, dispatch) => {
  const { isPaused, resets } = state.live;
  useEffect(() => {
    if (resets > 0) live?.reset();
  }, [live, resets]);
  useEffect(() => {
    if (live === null || isPaused) return undefined;
    const stop = new AbortController();
    const attempt = async (read: () => Promise<number | void>): Promise<void> => {
      const endWait = tellWait(dispatch);
      try {
        const intervals = await read();
        if (typeof intervals === "number") dispatch({ kind: "sampled", intervals, resets });
      } catch (error) {
        // One reading that failed is told; the next one may succeed.
        if (!stop.signal.aborted)
          dispatch({ kind: "failed", view: null, asked: "", message: sayError(error) });
      } finally {
        endWait();
      }
    };
    const watch = async (): Promise<void> => {
      while (!stop.signal.aborted) {
        await attempt(() => live.start(stop.signal));
        await sleep(live.intervalSeconds * 1000, undefined, { signal: stop.signal }).catch(() => {});
        if (!stop.signal.aborted) await attempt(() => live.sample(stop.signal));
      }
    };
    void watch();
    return () => {
      stop.abort();
      live.interrupt();
    };
  }, [live, isPaused, resets]);
};

const useSave: Errand = ({ save }, { live }, dispatch) => {
  useEffect(() => {
    if (save.id === 0 || live === null) return;
    live.save(save.path).then(
      (message) => dispatch({ kind: "told", message }),
      (error: unknown) => dispatch({ kind: "told", message: sayError(error) }),
    );
  }, [save.id]);
};

/** Tells each second how long a reading takes that takes long; returns what ends that. */
function tellWait(dispatch: Dispatch<Action>): () => void {
  const startMs = performance.now();
  const timer = setInterval(() => {
    const seconds = Math.floor((performance.now() - startMs) / 1000);
    if (seconds >= LONG_READING_SECONDS) dispatch({ kind: "waited", seconds });
  }, 1000);
  return () => {
    clearInterval(timer);
    dispatch({ kind: "waited", seconds: 0 });
  };
}

/** Runs an errand; returns what makes its outcome unwanted. */
function waitFor<Result>(
  run: () => Promise<Result>,
  onResult: (result: Result) => void,
  onError: (message: string) => void,
): () => void {
  let isWanted = true;
  run().then(
    (result) => {
      if (isWanted) onResult(result);
    },
    (error: unknown) => {
      if (isWanted) onError(sayError(error));
    },
  );
  return () => {
    isWanted = false;
  };
}

function sayError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
