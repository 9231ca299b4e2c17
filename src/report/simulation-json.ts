import type { MissRow, SimulationRates, SymbolAccount } from "../simulator/simulation.ts";
import type { NoteList } from "./note-list.ts";
import { listKernelSymbols, type SimulationView, spreadJson, totalOf } from "./simulation-view.ts";

type Counts = SymbolAccount["totals"] | MissRow;

/** Makes `zcprof.simulation/1`: rates and counts are a second of simulated time, ticks those of the whole profile. */
export function simulationJson(view: SimulationView, notes: NoteList): Record<string, unknown> {
  const { simulation, title, machine } = view;
  return {
    schema: "zcprof.simulation/1",
    variant: simulation.variant.name,
    title,
    options: simulation.variant.options,
    machine,
    driver: simulation.parameters["nic.driver"],
    parameters: simulation.parameters,
    seeds: simulation.seeds,
    seconds: simulation.seconds,
    steadiness: simulation.steadiness,
    load: spreadJson(simulation.load),
    total: spreadJson(totalOf(view)),
    driverTicks: spreadJson(simulation.driverTicks),
    rates: ratesJson(simulation.rates),
    symbols: listKernelSymbols(view).map((symbol) => symbolJson(symbol, view)),
    notes: notes.toJson(),
  };
}

function ratesJson(rates: SimulationRates): Record<string, unknown> {
  return {
    framesPerSecond: spreadJson(rates.framesPerSecond),
    acksPerSecond: spreadJson(rates.acknowledgementsPerSecond),
    interruptsPerSecond: spreadJson(rates.interruptsPerSecond),
    completionsPerInterrupt: spreadJson(rates.completionsPerInterrupt),
    bytesPerSecond: spreadJson(rates.bytesPerSecond),
    wakeUpsPerSecond: spreadJson(rates.wakeUpsPerSecond),
    pairsPerSecond: spreadJson(rates.pairsPerSecond),
  };
}

function symbolJson(symbol: SymbolAccount, { simulation, groupOf }: SimulationView): Record<string, unknown> {
  return {
    symbol: symbol.name,
    group: groupOf(symbol.name),
    ticks: spreadJson(symbol.ticks),
    calls: symbol.calls,
    cycles: symbol.cycles,
    instructionCycles: symbol.instructionCycles,
    ...countsJson(symbol.totals, simulation.isClassified),
    structures: symbol.structures.map((row) => ({
      structure: row.structure,
      ...countsJson(row, simulation.isClassified),
    })),
  };
}

/** Makes the JSON form of one account of misses; causes are null where they were not counted. */
export function countsJson(counts: Counts, isClassified: boolean): Record<string, unknown> {
  return {
    stallCycles: counts.stallCycles,
    l1Misses: counts.l1Misses,
    l2Misses: counts.l2Misses,
    missKinds: isClassified
      ? {
          l1: {
            compulsory: counts.l1Compulsory,
            capacity: counts.l1Capacity,
            coherence: counts.l1Coherence,
            conflict: counts.l1Conflict,
          },
          l2: {
            compulsory: counts.l2Compulsory,
            capacity: counts.l2Capacity,
            coherence: counts.l2Coherence,
            conflict: counts.l2Conflict,
          },
        }
      : null,
    writebacks: counts.writeBacks,
    upgrades: counts.upgrades,
    tlbMisses: counts.tlbMisses,
  };
}
