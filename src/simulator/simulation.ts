import type { KernelFunction } from "./kernel/functions.ts";
import type { Column } from "./kernel/ledger.ts";
import type { StructureName } from "./kernel/structures.ts";
import type { SimulationParameters } from "./simulation-parameters.ts";
import type { Spread } from "./spread.ts";
import type { Variant } from "./variants.ts";

/** Counts of one function and one data structure, each a second of simulated time. */
export type MissRow = Readonly<Record<Column, number>> & { readonly structure: StructureName };

/** One function's account; every rate is a second of simulated time, the mean over seeds. */
export interface SymbolAccount {
  readonly name: string;
  readonly group: KernelFunction["group"];
  readonly calls: number;
  readonly cycles: number;
  readonly instructionCycles: number;
  readonly stallCycles: number;
  /** Ticks in a profile of `profile.seconds` at `profile.rate`, before readprofile's arithmetic. */
  readonly ticks: Spread;
  readonly totals: Readonly<Record<Column, number>>;
  /** What missed, the costliest structure first; structures without a miss are left out. */
  readonly structures: readonly MissRow[];
}

/** How often things happened, a second of simulated time. */
export interface SimulationRates {
  readonly bytesPerSecond: Spread;
  readonly framesPerSecond: Spread;
  readonly acknowledgementsPerSecond: Spread;
  readonly interruptsPerSecond: Spread;
  readonly completionsPerInterrupt: Spread;
  readonly wakeUpsPerSecond: Spread;
  readonly pairsPerSecond: Spread;
}

/** What a simulation of one variant gives. */
export interface Simulation {
  readonly variant: Variant;
  readonly parameters: SimulationParameters;
  readonly seeds: readonly number[];
  /** What cyclesoak would print, in percent of all processors. */
  readonly load: Spread;
  /** Ticks of kernel text: with a modular driver its ticks are not among them. */
  readonly total: Spread;
  readonly driverTicks: Spread;
  /** Both: the total of a listing with the driver built in. */
  readonly totalWithDriver: Spread;
  readonly rates: SimulationRates;
  readonly symbols: readonly SymbolAccount[];
  readonly steadiness: Steadiness;
  /** Simulated seconds that were counted, the mean over seeds. */
  readonly seconds: number;
  /** Whether causes of misses were counted. */
  readonly isClassified: boolean;
}

/** Whether the counted time was a steady state: the spread of kernel cycles a byte over its quarters. */
export interface Steadiness {
  readonly isSteady: boolean;
  /** Largest difference of a quarter from the mean of all, as a fraction, the worst seed. */
  readonly worstDrift: number;
}
