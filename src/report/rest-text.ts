import { formatCount } from "../text/format-count.ts";
import { formatPercent } from "../text/format-percent.ts";

/** Says that there are more rows, and what shows them. */
export function describeMore(rows: number, filter: string | null): string {
  const way = filter === null ? "(--top 0)" : `(--filter ${filter})`;
  return `${formatCount(rows)} more ${rows === 1 ? "row" : "rows"} ${way}`;
}

/** Says what rows that are left out and what is not listed have of a total, so that all adds up to it; null for nothing. */
export function describeRest(
  rows: number,
  ticks: number,
  unlisted: number,
  total: number,
  filter: string | null,
): string | null {
  const parts: string[] = [];
  const say = (value: number): string => `${formatCount(value)} (${formatPercent(value / total)})`;
  // NaN: rows that overlap have more than the total together, and what is left of it says nothing of the others.
  if (rows > 0) parts.push(`${describeMore(rows, filter)}${Number.isNaN(ticks) ? "" : ` ${say(ticks)}`}`);
  if (unlisted > 0) parts.push(`unlisted ${say(unlisted)}`);
  return parts.length > 0 ? parts.join(", ") : null;
}
