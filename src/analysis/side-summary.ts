import type { Profile } from "../model/profile.ts";
import { boundUnlisted } from "../model/unlisted-bound.ts";
import type { SideSummary } from "./diff-result.ts";
import type { RunCounts } from "./run-counts.ts";

/** Sums one side up for the head of a report. */
export function summarizeSide(profiles: readonly Profile[], { total, listed }: RunCounts): SideSummary {
  const [{ title, measures, symbols }] = profiles;
  const [measure] = measures;
  return {
    title,
    provenance: profiles.map(({ provenance }) => provenance),
    event: measure.type.event,
    unit: measure.type.unit,
    total: total.point,
    listed,
    coverage: measure.coverage,
    cutoff: boundUnlisted(measure),
    rows: symbols.length,
  };
}
