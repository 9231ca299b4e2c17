import { LAST_BUCKETS } from "../profiler/last-buckets.ts";
import type { Simulation } from "../simulation.ts";
import { combineSpreads, type Spread } from "../spread.ts";

/**
 * Returns the ticks of a row as readprofile prints it, 0 for a function that never ran: a hot last bucket goes to the
 * next name, not to its own.
 */
export function printedTicks(simulation: Simulation, row: string): Spread {
  const [from, bucket] = Object.entries(LAST_BUCKETS).find(([, { next }]) => next === row) ?? [];
  const name = from ?? row;
  const part = bucket?.part ?? 1 - (LAST_BUCKETS[row]?.part ?? 0);
  const ticks = simulation.symbols.find((symbol) => symbol.name === name)?.ticks;
  if (ticks !== undefined) return combineSpreads([ticks], (value) => value * part);
  return combineSpreads([simulation.total], () => 0);
}
