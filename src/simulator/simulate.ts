import { warmCycles } from "./calibration/warm-cycles.ts";
import { KERNEL_FUNCTIONS } from "./kernel/functions.ts";
import { COLUMNS, type Column, type Ledger, rowOf } from "./kernel/ledger.ts";
import { MachineBuilder } from "./kernel/machine-builder.ts";
import type { SendOptions } from "./kernel/send-options.ts";
import { STRUCTURES } from "./kernel/structures.ts";
import { layTexts } from "./kernel/text-range.ts";
import type { CacheCore } from "./machine/cache-core.ts";
import { measureSoakRate, type Run, runOnce } from "./run-once.ts";
import type { MissRow, Simulation, SimulationRates, SymbolAccount } from "./simulation.ts";
import type { SimulationParameters } from "./simulation-parameters.ts";
import { type Spread, spreadOf } from "./spread.ts";
import type { Variant } from "./variants.ts";

/** A quarter that is further from the mean than this is not a steady state's. */
const STEADY_DRIFT = 0.03;

/** What a simulation may be told besides what it simulates. */
export interface SimulateOptions {
  /** Count the causes of misses. */
  readonly classified?: boolean;
  /** Warm cycles of each kernel function in place of the calibrated ones. */
  readonly cycles?: Float64Array;
  /** Is told a few times a second of work how many seeds are done, the part of the one under way included. */
  readonly onProgress?: (seedsDone: number) => void;
  /** The caches' core to use, null for none; it changes no number. */
  readonly core?: CacheCore | null;
}

/**
 * Simulates a variant once for each seed of page placement and returns means and standard deviations. Same variant,
 * parameters and seeds: same numbers. Causes of misses take several times as long. Impossible parameters are refused
 * where they are read (resolveParameters, readMachine), not here.
 */
export function simulate(
  variant: Variant,
  parameters: SimulationParameters,
  seeds: readonly number[],
  { classified = false, cycles = warmCycles(), onProgress = () => {}, core }: SimulateOptions = {},
): Simulation {
  if (seeds.length === 0) throw new RangeError("a simulation needs at least one seed");
  const options = optionsOn(parameters, variant.options);
  const texts = layTexts(parameters["kernel.textShare"], parameters["cache.line"], parameters["nic.driver"]);
  const machines = new MachineBuilder(parameters, texts, cycles, { classified, core });
  const soakRate = measureSoakRate(parameters, options, machines);
  const runs = seeds.map((seed, i) =>
    runOnce(parameters, options, seed, { machines, soakRate, onProgress: (part) => onProgress(i + part) }),
  );
  return summarise(variant, parameters, seeds, runs, classified);
}

/** Returns what is left of a kernel's options on an interface that may not gather or sum. */
function optionsOn(parameters: SimulationParameters, options: SendOptions): SendOptions {
  const { scatterGather, copy, pageAligned, skbuffCache } = options;
  return {
    scatterGather: scatterGather && parameters["nic.scatterGather"] === "on",
    copy: parameters["nic.checksum"] === "on" ? copy : "checksum",
    pageAligned,
    skbuffCache,
  };
}

function summarise(
  variant: Variant,
  parameters: SimulationParameters,
  seeds: readonly number[],
  runs: readonly Run[],
  isClassified: boolean,
): Simulation {
  const clock = parameters["cpu.clock"] * 1e6;
  const ticksPerCycle = (parameters["profile.rate"] * parameters["profile.seconds"]) / clock;
  const rates = runs.map(({ cycles }) => clock / cycles);
  const over = (pick: (run: Run, perSecond: number) => number): Spread =>
    spreadOf(runs.map((run, i) => pick(run, rates[i])));
  const symbols = KERNEL_FUNCTIONS.map((_, fn) => accountOf(fn, runs, rates, ticksPerCycle));
  const sumTicks = (ledger: Ledger, isCounted: (group: string) => boolean): number =>
    KERNEL_FUNCTIONS.reduce((sum, { group }, fn) => sum + (isCounted(group) ? ledger.cyclesOf(fn) : 0), 0) *
    ticksPerCycle;
  const drifts = runs.map(({ quarters }) => driftOf(quarters));
  const worstDrift = Math.max(...drifts);
  return {
    variant,
    parameters,
    seeds,
    load: over(({ soakProgress, soakCalibrated }) => 100 * (1 - soakProgress / soakCalibrated)),
    total: over(
      ({ ledger }, perSecond) =>
        sumTicks(ledger, (group) => group !== "user" && group !== "driver") * perSecond,
    ),
    driverTicks: over(({ ledger }, perSecond) => sumTicks(ledger, (group) => group === "driver") * perSecond),
    totalWithDriver: over(
      ({ ledger }, perSecond) => sumTicks(ledger, (group) => group !== "user") * perSecond,
    ),
    rates: ratesOf(over),
    symbols: symbols.filter(({ calls }) => calls > 0),
    steadiness: { isSteady: worstDrift <= STEADY_DRIFT, worstDrift },
    seconds: runs.reduce((sum, { cycles }) => sum + cycles / clock, 0) / runs.length,
    isClassified,
  };
}

function ratesOf(over: (pick: (run: Run, perSecond: number) => number) => Spread): SimulationRates {
  return {
    bytesPerSecond: over(({ rates }, perSecond) => rates.bytes * perSecond),
    framesPerSecond: over(({ rates }, perSecond) => rates.frames * perSecond),
    acknowledgementsPerSecond: over(({ rates }, perSecond) => rates.acknowledgements * perSecond),
    interruptsPerSecond: over(({ rates }, perSecond) => rates.interrupts * perSecond),
    completionsPerInterrupt: over(({ rates }) => rates.completions / rates.interrupts),
    wakeUpsPerSecond: over(({ rates }, perSecond) => rates.wakeUps * perSecond),
    pairsPerSecond: over(({ rates }, perSecond) => rates.pairs * perSecond),
  };
}

function accountOf(
  fn: number,
  runs: readonly Run[],
  rates: readonly number[],
  ticksPerCycle: number,
): SymbolAccount {
  const mean = (pick: (ledger: Ledger) => number): number =>
    runs.reduce((sum, { ledger }, i) => sum + pick(ledger) * rates[i], 0) / runs.length;
  const totals = columnsOf((column) => mean((ledger) => ledger.sumOf(column, fn)));
  const structures = STRUCTURES.map((structure, index): MissRow => {
    const row = rowOf(fn, index);
    return { structure, ...columnsOf((column) => mean((ledger) => ledger.at(column, row))) };
  });
  return {
    name: KERNEL_FUNCTIONS[fn].name,
    group: KERNEL_FUNCTIONS[fn].group,
    calls: mean((ledger) => ledger.calls[fn]),
    cycles: mean((ledger) => ledger.cyclesOf(fn)),
    instructionCycles: mean((ledger) => ledger.instructionCycles[fn]),
    stallCycles: totals.stallCycles,
    ticks: spreadOf(runs.map(({ ledger }, i) => ledger.cyclesOf(fn) * rates[i] * ticksPerCycle)),
    totals,
    structures: structures
      .filter(({ stallCycles, l1Misses }) => stallCycles > 0 || l1Misses > 0)
      .sort((a, b) => b.stallCycles - a.stallCycles),
  };
}

function columnsOf(value: (column: Column) => number): Record<Column, number> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- COLUMNS lists every Column
  return Object.fromEntries(COLUMNS.map((column) => [column, value(column)])) as Record<Column, number>;
}

function driftOf(quarters: readonly number[]): number {
  const mean = quarters.reduce((sum, value) => sum + value, 0) / quarters.length;
  return Math.max(...quarters.map((value) => Math.abs(value / mean - 1)));
}
