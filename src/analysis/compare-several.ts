import type { Profile } from "../model/profile.ts";
import { type CompareOptions, compareProfiles } from "./compare.ts";
import type { DiffResult } from "./diff-result.ts";

/** Several sides against one base, in the order given. */
export interface SeveralResult {
  readonly results: readonly DiffResult[];
}

/**
 * Compares several sides with one base. Whoever looks at five comparisons finds five times as much by chance, so every q is
 * multiplied by their number (Bonferroni over comparisons, the correction in force within each).
 */
export function compareSeveral(
  base: readonly Profile[],
  nexts: readonly (readonly Profile[])[],
  options: CompareOptions = {},
): SeveralResult {
  return {
    results: nexts.map((next) => compareProfiles(base, next, { ...options, comparisons: nexts.length })),
  };
}
