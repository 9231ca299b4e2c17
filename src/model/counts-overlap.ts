import type { RunFacts } from "./provenance.ts";

/** Whether a sample counts in several rows of a profile: such counts add up to nothing that has a meaning. */
export function countsOverlap({ countedBy }: Pick<RunFacts, "countedBy">): boolean {
  return countedBy === "inclusive";
}
