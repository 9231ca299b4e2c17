import { parentPort, workerData } from "node:worker_threads";
import { simulate } from "../../simulator/simulate.ts";
import type { Simulation } from "../../simulator/simulation.ts";
import { type SetupWords, type SimulationSetup, setUpSimulation } from "../simulation-setup.ts";
import { messageOf } from "../system-error.ts";

/** What the worker is given. */
export interface SimulationOrder {
  readonly words: SetupWords;
  readonly seeds: readonly number[];
}

/** What it tells, until `finished` or `refused`. */
export type SimulationNews =
  /** So many placements are done, the part of the one under way included. */
  | { readonly kind: "placed"; readonly done: number }
  | { readonly kind: "finished"; readonly setup: SimulationSetup; readonly simulation: Simulation }
  | { readonly kind: "refused"; readonly message: string };

// A simulation computes for seconds without a pause: beside the screen's thread it stops no key.
const { words, seeds }: SimulationOrder = workerData;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
const tell = (news: SimulationNews): void => parentPort?.postMessage(news);
try {
  const setup = await setUpSimulation(words);
  const simulation = simulate(setup.variant, setup.parameters, seeds, {
    classified: true,
    onProgress: (done) => tell({ kind: "placed", done }),
  });
  tell({ kind: "finished", setup, simulation });
} catch (error) {
  tell({ kind: "refused", message: messageOf(error) });
}
