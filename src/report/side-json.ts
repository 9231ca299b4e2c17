import type { SideSummary } from "../analysis/diff-result.ts";

/** Makes the JSON form of where counts come from and what their rows show. */
export function sideJson(side: SideSummary): Record<string, unknown> {
  return {
    sources: side.provenance.map(({ path, listing, format, checksum }) => ({
      path,
      listing,
      format,
      checksum,
    })),
    title: side.title,
    event: side.event,
    unit: side.unit,
    total: side.total,
    listed: side.listed,
    rows: side.rows,
    coverage: side.coverage,
    cutoff: side.cutoff,
  };
}
