import type { Diagnostic } from "../model/diagnostic.ts";
import type { Profile } from "../model/profile.ts";

/** Returns runs in the order in which they were taken; as they are given where one of them does not say. */
export function orderRuns(runs: readonly Profile[]): readonly Profile[] {
  const orders = runs.map(orderOf);
  if (orders.includes(null)) return runs;
  return runs.toSorted((a, b) => (orderOf(a) ?? 0) - (orderOf(b) ?? 0));
}

/**
 * Returns a note where all runs of one side were taken before all of the other: a machine that warms up, a page cache that
 * fills, or a neighbour that wakes up changes with time as the sides do, and no test can tell them apart.
 */
export function checkOrder(base: readonly Profile[], next: readonly Profile[]): readonly Diagnostic[] {
  if (base.length < 2 || next.length < 2) return [];
  const [x, y] = [base, next].map((runs) => runs.flatMap((run) => orderOf(run) ?? []));
  if (x.length < base.length || y.length < next.length) return [];
  const [first, second] =
    Math.max(...x) < Math.min(...y)
      ? ["base", "next"]
      : Math.max(...y) < Math.min(...x)
        ? ["next", "base"]
        : [null, null];
  if (first === null) return [];
  return [
    {
      code: "design/confounded",
      message: `all runs of ${first} were taken before all of ${second}: a change with time cannot be told from a change of side`,
      hint: "take runs in turn (base, next, base, next), and compare them with --paired",
    },
  ];
}

function orderOf({ provenance }: Profile): number | null {
  return provenance.facts.order ?? null;
}
