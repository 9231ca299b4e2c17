import { createRandom } from "../stats/random.ts";
import { EventLoop } from "./event-loop.ts";
import type { Rates } from "./kernel/kernel.ts";
import type { Ledger } from "./kernel/ledger.ts";
import type { MachineBuilder } from "./kernel/machine-builder.ts";
import type { SendOptions } from "./kernel/send-options.ts";
import type { SimulationParameters } from "./simulation-parameters.ts";
import { type Luck, makeWorld, noRates } from "./world.ts";

/** What one placement of pages gave, counted after the warm-up. */
export interface Run {
  readonly ledger: Ledger;
  readonly rates: Rates;
  /** Simulated time, in cycles. */
  readonly cycles: number;
  /** cyclesoak's accesses, all processors together, and what it would have done undisturbed. */
  readonly soakProgress: number;
  readonly soakCalibrated: number;
  /** Kernel cycles a byte in each quarter of the time, whose spread says whether the state was steady. */
  readonly quarters: readonly number[];
}

/** What all placements of one simulation have in common. */
export interface RunSettings {
  readonly machines: MachineBuilder;
  /** From `measureSoakRate`. */
  readonly soakRate: number;
  /** Is told now and then which part of the counted time is over, at last 1. */
  readonly onProgress: (part: number) => void;
}

/** Places of a byte between two 8-byte borders. */
const PHASES = 8;
/** Parts into which the counted time is cut to see whether the state is steady. */
const QUARTERS = 4;
/** How often a quarter tells how far it has come: a few times a second. */
const STEPS_PER_QUARTER = 8;
/** Simulated seconds after which cyclesoak's own rate is taken, and for which: more than a walk through its buffer each. */
const SOAK_SECONDS = 0.15;

/** Runs one variant with the pages placed by one seed: warm-up, then `work.wraps` times through the files. */
export function runOnce(
  parameters: SimulationParameters,
  options: SendOptions,
  seed: number,
  settings: RunSettings,
): Run {
  const luck = drawLuck(seed);
  const world = makeWorld(parameters, options, luck, settings.machines);
  const { kernel, ledger, soaks, files } = world;
  const clock = parameters["cpu.clock"] * 1e6;
  const loop = new EventLoop(world, luck.pages);
  const [first] = kernel.processors;
  loop.run(parameters["work.warmUp"] * clock, Infinity);
  loop.synchronise();
  ledger.clear();
  Object.assign(kernel.rates, noRates());
  for (const soak of soaks) soak.progress = 0;
  const start = first.time;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0) * parameters["work.wraps"];
  const quarters: number[] = [];
  let before = 0;
  for (let quarter = 1; quarter <= QUARTERS; quarter++) {
    for (let step = 1; step <= STEPS_PER_QUARTER; step++) {
      const part = (quarter - 1 + step / STEPS_PER_QUARTER) / QUARTERS;
      loop.run(Infinity, bytes * part);
      settings.onProgress(part);
    }
    const after = ledger.total();
    quarters.push((after - before) / (bytes / QUARTERS));
    before = after;
  }
  loop.synchronise();
  const cycles = first.time - start;
  const soakProgress = soaks.reduce((sum, soak) => sum + soak.progress, 0);
  return {
    ledger: ledger.copy(),
    rates: kernel.rates,
    cycles,
    soakProgress,
    soakCalibrated: settings.soakRate * cycles * soaks.length,
    quarters,
  };
}

/**
 * Three independent streams from one seed, which is 0 or more, and the phase at which the stream begins: the connection
 * has been in use, and its first file is no more likely to be aligned than the others.
 *
 * Seeds 1 to 8, 9 to 16 and so on have files of the same lengths and each another phase, so over such eight every file is
 * sent once at every phase (stratified sampling). One seed scatters as ever; the mean of eight no longer depends on how
 * many files happened to be aligned.
 */
function drawLuck(seed: number): Luck {
  return {
    pages: createRandom(2 * seed),
    lengths: createRandom(2 * Math.ceil(seed / PHASES) + 1),
    layout: createRandom(-1 - seed),
    carried: seed % PHASES,
  };
}

/** Returns cyclesoak's accesses a cycle on an idle machine, as its own calibration run would find them. */
export function measureSoakRate(
  parameters: SimulationParameters,
  options: SendOptions,
  machines: MachineBuilder,
): number {
  const world = makeWorld(parameters, options, drawLuck(0), machines);
  const [processor] = world.kernel.processors;
  const [soak] = world.soaks;
  const cycles = SOAK_SECONDS * parameters["cpu.clock"] * 1e6;
  soak.runUntil(processor, cycles);
  const before = soak.progress;
  const from = processor.time;
  soak.runUntil(processor, 2 * cycles);
  return (soak.progress - before) / (processor.time - from);
}
