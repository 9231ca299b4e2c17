import type { Coverage } from "../model/profile.ts";
import { formatCount } from "../text/format-count.ts";
import { formatPercent } from "../text/format-percent.ts";

/** What is shown of a profile. */
export interface Shown {
  readonly coverage: Coverage;
  readonly rows: number;
  readonly listed: number;
  readonly total: number;
  /** The most that an unlisted symbol can have; null where nothing bounds it. */
  readonly cutoff: number | null;
}

/** Says how much of a profile its rows show and what may hide: `cut: 14 rows show 1872 (65%), any other has at most 47`. */
export function describeCoverage({ coverage, rows, listed, total, cutoff }: Shown): string {
  const count = `${formatCount(rows)} ${rows === 1 ? "row" : "rows"}`;
  const show = rows === 1 ? "shows" : "show";
  if (coverage.kind === "complete") return `complete: ${count}`;
  if (coverage.kind === "cut") {
    return `cut: ${count} ${show} ${formatCount(listed)} (${formatPercent(listed / total, 0)}), ${describeCutoff(cutoff)}`;
  }
  return coverage.absent === "zero"
    ? `${count}, any other counts as 0`
    : `${count} ${show} ${formatCount(listed)}, ${describeCutoff(cutoff)}`;
}

function describeCutoff(cutoff: number | null): string {
  return cutoff === null
    ? "what others have is not known"
    : `any other has at most ${formatCount(Math.floor(cutoff))}`;
}
