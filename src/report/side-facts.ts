import type { SideSummary } from "../analysis/diff-result.ts";
import { describeCoverage } from "./coverage-text.ts";
import type { Cell } from "./report.ts";

/** Says of one side or profile: its title or path, total, stated CPU load, and what its rows show. */
export function sideCells(side: SideSummary): Cell[] {
  const [{ statedLoadPercent }] = side.provenance;
  const runs = side.provenance.length;
  return [
    { kind: "name", text: nameSide(side), ...(runs > 1 ? { detail: `and ${runs - 1} more` } : {}) },
    { kind: "count", point: side.total, ...side.totalBounds, unit: side.unit },
    statedLoadPercent === null ? { kind: "empty" } : { kind: "text", text: `load ${statedLoadPercent}%` },
    { kind: "text", text: describeCoverage(side), tone: "faint" },
  ];
}

/** Returns the title of a side, or where it has none, its path. */
export function nameSide({ title, provenance: [{ path, listing }] }: SideSummary): string {
  if (title !== "") return title;
  return listing.of > 1 ? `${path}#${listing.index}` : path;
}
