import type { SideSummary } from "../analysis/diff-result.ts";
import { countsOverlap } from "../model/counts-overlap.ts";

/** Whether rows of a side overlap, so that what is left of a total says nothing of other rows. */
export function rowsOverlap({ provenance }: SideSummary): boolean {
  return countsOverlap(provenance[0].facts);
}

/** Names a row of a side: symbol, module, stack or bin. */
export function nameRows({ provenance }: SideSummary): string {
  const { countedBy } = provenance[0].facts;
  return countedBy === undefined || countedBy === "inclusive" ? "symbol" : countedBy;
}
