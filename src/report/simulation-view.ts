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

/** What a table ranks symbols by, and how it says what the others have of it. */
export interface SymbolRank {
  of(symbol: SymbolAccount): number;
  say(sum: number): string;
}

const BY_TICKS: SymbolRank = { of: ({ ticks }) => ticks.mean, say: (sum) => `${sum.toFixed(0)} ticks` };

/** Returns the kernel's symbols by falling ticks or what else ranks them, without the driver's where its ticks fall outside the kernel's text. */
export function listKernelSymbols(
  { simulation }: SimulationView,
  rank: SymbolRank = BY_TICKS,
): SymbolAccount[] {
  const isBuiltIn = simulation.parameters["nic.driver"] === "built-in";
  return simulation.symbols
    .filter(({ group }) => group !== "user" && (group !== "driver" || isBuiltIn))
    .toSorted((a, b) => rank.of(b) - rank.of(a) || (a.name < b.name ? -1 : 1));
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
export function chooseSymbols(
  view: SimulationView,
  rank: SymbolRank = BY_TICKS,
): { shown: SymbolAccount[]; omitted: string | null } {
  const all = listKernelSymbols(view, rank);
  const matching = all.filter(({ name }) => view.filter === null || view.filter.test(name));
  const shown = matching.slice(0, view.top);
  const left = all.length - shown.length;
  const rest = all
    .filter((symbol) => !shown.includes(symbol))
    .reduce((sum, symbol) => sum + rank.of(symbol), 0);
  const why = matching.length < all.length ? "filtered out or beyond --top" : "--top 0";
  return {
    shown,
    omitted: left === 0 ? null : `${formatCount(left)} more symbols with ${rank.say(rest)} (${why})`,
  };
}
