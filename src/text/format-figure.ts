import { formatCount } from "./format-count.ts";

/** Formats a number inside a formula: whole ones in full, others to six figures, `1.2e-7` where these would be zeros. */
export function formatFigure(value: number): string {
  if (!Number.isFinite(value) || Number.isInteger(value)) return formatCount(value);
  return String(Number(value.toPrecision(6)));
}
