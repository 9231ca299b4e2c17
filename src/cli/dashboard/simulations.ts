import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { findGroup, type GroupRules } from "../../analysis/group-rules.ts";
import type { SetupField, SimulationProgress, SimulationService } from "../../report/dashboard-services.ts";
import type { Report } from "../../report/report.ts";
import { reportSimulationScreen } from "../../report/simulation-screen.ts";
import type { StatedLoad } from "../../report/stated-load.ts";
import { MACHINE_PRESETS } from "../../simulator/machine/machine-presets.ts";
import { toProfile } from "../../simulator/profiler/to-profile.ts";
import { intervalOfSpread } from "../../simulator/spread-interval.ts";
import { titleOf } from "../../simulator/title.ts";
import { VARIANTS } from "../../simulator/variants.ts";
import { readValue } from "../parameter-value.ts";
import { DEFAULT_MACHINE } from "../simulation-setup.ts";
import type { SimulationNews, SimulationOrder } from "./simulation-worker.ts";
import type { SourceShelf } from "./source-shelf.ts";

type News<Kind extends SimulationNews["kind"]> = Extract<SimulationNews, { kind: Kind }>;

const CHUNKS = ["256", "512", "1K", "2K", "4K", "8K", "16K", "32K", "64K"];
const OFFSETS = ["0", "1", "2", "4", "32", "64", "256", "1024"];
const PLACEMENTS = ["1", "3", "5", "8", "16"];

const FIELDS: readonly SetupField[] = [
  {
    id: "variant",
    label: "variant",
    choices: VARIANTS.map(({ name, title }) => ({ value: name, title: `${name}: ${title}` })),
    initial: 0,
  },
  {
    id: "machine",
    label: "machine",
    choices: Object.entries(MACHINE_PRESETS).map(([name, { title }]) => ({
      value: name,
      title: `${name}: ${title}`,
    })),
    initial: Object.keys(MACHINE_PRESETS).indexOf(DEFAULT_MACHINE),
  },
  listField("chunk", "chunk", CHUNKS, "8K", "bytes a call"),
  listField("offset", "alignment", OFFSETS, "256", "bytes into its page the buffer starts"),
  listField("placements", "placements", PLACEMENTS, "3", "of pages, for the error bars"),
];

function listField(
  id: string,
  label: string,
  values: readonly string[],
  initial: string,
  what: string,
): SetupField {
  const choices = values.map((value) => ({ value, title: `${value} ${what}` }));
  return { id, label, choices, initial: values.indexOf(initial) };
}

/** Runs simulations in a thread of their own and puts their profiles on the shelf. */
export class Simulations implements SimulationService {
  readonly fields = FIELDS;
  readonly #shelf: SourceShelf;
  readonly #rules: GroupRules;
  readonly #packageRoot: string;
  readonly #loads: StatedLoad[];

  constructor(shelf: SourceShelf, rules: GroupRules, packageRoot: string) {
    this.#shelf = shelf;
    this.#rules = rules;
    this.#packageRoot = packageRoot;
    this.#loads = shelf.listStatedLoads();
  }

  async run(
    chosen: Readonly<Record<string, string>>,
    tell: (progress: SimulationProgress) => void,
    signal: AbortSignal,
  ): Promise<{ readonly report: Report; readonly source: number }> {
    const placements = Number(chosen["placements"]);
    const order: SimulationOrder = {
      words: {
        variant: chosen["variant"],
        machine: chosen["machine"],
        settings: {
          chunk: readValue("chunk", chosen["chunk"]),
          offset: readValue("offset", chosen["offset"]),
        },
      },
      seeds: Array.from({ length: placements }, (_, i) => i + 1),
    };
    const { setup, simulation } = await this.#runWorker(order, tell, signal);
    const title = titleOf(setup.variant, setup.parameters);
    this.#loads.push({
      title: `${title}, ${setup.machine}, simulated`,
      percent: simulation.load.mean,
      interval: intervalOfSpread(simulation.load),
    });
    const view = {
      simulation,
      title,
      machine: setup.machine,
      groupOf: (symbol: string) => this.#rules.groups[findGroup(this.#rules, symbol, "")],
      top: Infinity,
      filter: null,
    };
    const report = reportSimulationScreen(view, [...this.#loads]);
    // One seeded sample, so that a comparison with a measured profile weighs its noise.
    const profile = toProfile(simulation, { ticks: { seed: 1 } });
    return { report, source: this.#shelf.add(profile) };
  }

  #runWorker(
    order: SimulationOrder,
    tell: (progress: SimulationProgress) => void,
    signal: AbortSignal,
  ): Promise<News<"finished">> {
    const startMs = performance.now();
    const worker = new Worker(join(this.#packageRoot, "dist/cli/dashboard/simulation-worker.js"), {
      workerData: order,
    });
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => {
        void worker.terminate();
        reject(new Error("the simulation was stopped"));
      });
      worker.on("error", reject);
      worker.on("message", (news: SimulationNews) => {
        if (news.kind === "finished") resolve(news);
        else if (news.kind === "refused") reject(new Error(news.message));
        else {
          const done = news.done / order.seeds.length;
          const seconds = (performance.now() - startMs) / 1000;
          tell({ done, secondsLeft: (seconds / done) * (1 - done) });
        }
      });
    });
  }
}
