import type { Diagnostic } from "../model/diagnostic.ts";
import type { Alignment } from "./align.ts";
import type { RowGroups } from "./row-groups.ts";
import type { RunCounts } from "./run-counts.ts";

/** What is taken out of a comparison: a group by name, or every symbol that an expression matches. */
export type Without =
  | { readonly kind: "group"; readonly name: string }
  | { readonly kind: "symbol"; readonly pattern: RegExp };

/** Takes rows out of an alignment and their listed ticks out of the totals, and says what was taken. */
export function withoutRows(
  without: readonly Without[],
  alignment: Alignment,
  groups: RowGroups,
  runs: readonly RunCounts[],
): {
  readonly alignment: Alignment;
  readonly runs: readonly RunCounts[];
  readonly notes: readonly Diagnostic[];
} {
  if (without.length === 0) return { alignment, runs, notes: [] };
  throw new Error(`not yet ${groups.rules.groups.length}`);
}
