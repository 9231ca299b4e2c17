import type { Profile } from "../model/profile.ts";
import { countSymbols } from "../model/symbol-counts.ts";
import { boundUnlisted } from "../model/unlisted-bound.ts";
import type { SideSummary } from "./diff-result.ts";
import type { RunCounts } from "./run-counts.ts";

/**
 * Sums one side up for the head of a report: counts are sums over its runs, title, coverage and rows those of its first,
 * from which `taken` rows were left out.
 */
export function summarizeSide(
  profiles: readonly Profile[],
  runs: readonly RunCounts[],
  taken = 0,
): SideSummary {
  const [{ title, measures }] = profiles;
  const [measure] = measures;
  const cutoffs = profiles.map((profile) => boundUnlisted(profile.measures[0]));
  return {
    title,
    provenance: profiles.map(({ provenance }) => provenance),
    event: measure.type.event,
    unit: measure.type.unit,
    total: runs.reduce((sum, { total }) => sum + total.point, 0),
    totalBounds: {
      min: runs.reduce((sum, { total }) => sum + total.min, 0),
      max: runs.reduce((sum, { total }) => sum + total.max, 0),
    },
    listed: runs.reduce((sum, { listed }) => sum + listed, 0),
    coverage: measure.coverage,
    cutoff: cutoffs.includes(null) ? null : cutoffs.reduce((sum: number, cutoff) => sum + (cutoff ?? 0), 0),
    // A table of symbols also has callers that were never sampled, and rows of no ticks: nobody is shown these.
    rows: countPositive(countSymbols(profiles[0]).counts) - taken,
  };
}

function countPositive(counts: Float64Array): number {
  let rows = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i] > 0) rows++;
  return rows;
}
