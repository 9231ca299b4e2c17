import { resolve } from "node:path";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";

/**
 * Returns notes on inputs that are named more than once among the runs of a comparison or of a noise file, a list of runs for
 * each side: one run read twice looks like two that agree, and the noise between runs smaller than it is. None of a single pair,
 * which measures no noise.
 */
export function noteRepeatedRuns(sides: readonly (readonly Profile[])[]): Diagnostic[] {
  if (sides.every(({ length }) => length < 2)) return [];
  const read = new Map<string, { shown: string; count: number }>();
  for (const { provenance } of sides.flat()) {
    const { path, listing, origin } = provenance;
    const which = listing.of > 1 ? `#${listing.index}` : "";
    // A simulation is named by its settings and seed, which make the same profile each time.
    const input = origin.kind === "simulated" ? path : resolve(path);
    const known = read.get(input + which);
    if (known === undefined) read.set(input + which, { shown: path + which, count: 1 });
    else known.count++;
  }
  const repeated = [...read.values()].filter(({ count }) => count > 1);
  if (repeated.length === 0) return [];
  const [{ shown, count }] = repeated;
  const others = repeated.length > 1 ? `, and ${repeated.length - 1} more are read more than once` : "";
  return [
    {
      code: "runs/repeated",
      message:
        `${shown} is read ${count} times${others}: one run that stands for several makes the noise between runs look ` +
        "smaller than it is, and intervals narrower.",
      hint: "Name each run once, on one side; lists and globs that overlap are the usual cause.",
    },
  ];
}
