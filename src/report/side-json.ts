import type { SideSummary } from "../analysis/diff-result.ts";

/** Makes the JSON form of where counts come from and what their rows show. */
export function sideJson(side: SideSummary): Record<string, unknown> {
  const loads = side.provenance.map(({ statedLoadPercent }) => statedLoadPercent);
  return {
    sources: side.provenance.map(({ path, listing, format, checksum, statedLoadPercent }) => ({
      path,
      listing,
      format,
      checksum,
      statedLoad: statedLoadPercent,
    })),
    title: side.title,
    event: side.event,
    unit: side.unit,
    total: side.total,
    listed: side.listed,
    rows: side.rows,
    coverage: side.coverage,
    cutoff: side.cutoff,
    statedLoad: loads.every((load) => load === loads[0]) ? loads[0] : null,
  };
}
