import type { Alignment } from "./align.ts";
import type { RenameCandidate } from "./diff-result.ts";
import type { RunCounts } from "./run-counts.ts";

/** Proposes gone and new symbols that may be one function. */
export function findRenameCandidates(
  _alignment: Alignment,
  _runs: readonly RunCounts[],
): readonly RenameCandidate[] {
  return [];
}
