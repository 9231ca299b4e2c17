import type { SideSummary } from "../analysis/diff-result.ts";
import type { RunFacts } from "../model/provenance.ts";

/** Returns what a row of a side is where it is no symbol with its own samples. */
export function rowsOf({ provenance }: SideSummary): RunFacts["countedBy"] {
  return provenance[0].facts.countedBy;
}

/** Names a row of a side: symbol, module or stack. */
export function nameRows(side: SideSummary): string {
  const rows = rowsOf(side);
  return rows === undefined || rows === "inclusive" ? "symbol" : rows;
}
