import type { Simulation, SymbolAccount } from "../simulator/simulation.ts";
import type { Spread } from "../simulator/spread.ts";
import { formatCount } from "../text/format-count.ts";

/** A simulation with what the user chose of it. */
export interface SimulationView {
  readonly simulation: Simulation;
  readonly title: string;
  /** A preset's name or a file. */
  readonly machine: string;
  /** Returns the group of a symbol by the grouping rules. */
  readonly groupOf: (symbol: string) => string;
  /** Rows to show, Infinity for all. */
  readonly top: number;
  readonly filter: RegExp | null;
}

/** Returns the kernel's symbols by falling ticks, without the driver's where its ticks fall outside the kernel's text. */
export function listKernelSymbols({ simulation }: SimulationView): SymbolAccount[] {
  const isBuiltIn = simulation.parameters["nic.driver"] === "built-in";
  return simulation.symbols
    .filter(({ group }) => group !== "user" && (group !== "driver" || isBuiltIn))
    .toSorted((a, b) => b.ticks.mean - a.ticks.mean || (a.name < b.name ? -1 : 1));
}

/** Returns the total of the listing: with the driver's ticks only where it is built in. */
export function totalOf({ simulation }: SimulationView): Spread {
  return simulation.parameters["nic.driver"] === "built-in" ? simulation.totalWithDriver : simulation.total;
}

/** Returns the deviation between placements; null where there was one, which says nothing of it. */
export function deviationOf({ sd, values }: Spread): number | null {
  return values.length < 2 ? null : sd;
}

/** Makes the JSON form of a figure over placements. */
export function spreadJson(spread: Spread): { mean: number; sd: number | null } {
  return { mean: spread.mean, sd: deviationOf(spread) };
}

/** Returns the symbols to show, and says what is left out. */
export function chooseSymbols(view: SimulationView): { shown: SymbolAccount[]; omitted: string | null } {
  const all = listKernelSymbols(view);
  const matching = all.filter(({ name }) => view.filter === null || view.filter.test(name));
  const shown = matching.slice(0, view.top);
  const left = all.length - shown.length;
  const ticks = all
    .filter((symbol) => !shown.includes(symbol))
    .reduce((sum, symbol) => sum + symbol.ticks.mean, 0);
  const why = matching.length < all.length ? "filtered out or beyond --top" : "--top 0";
  return {
    shown,
    omitted: left === 0 ? null : `${formatCount(left)} more symbols with ${ticks.toFixed(0)} ticks (${why})`,
  };
}
