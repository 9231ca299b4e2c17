/**
 * Formats a count without separators of thousands, so that what is read here is found in CSV, JSON and the input; a
 * fraction keeps one decimal, below 10 two. "" for NaN.
 */
export function formatCount(value: number): string {
  if (Number.isNaN(value)) return "";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
  return value.toFixed(Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 2 : 1);
}

/** Formats a change with its sign: `+162`, `-22`, `0`. */
export function formatChange(value: number): string {
  return value > 0 ? `+${formatCount(value)}` : formatCount(value);
}

/** Formats a count known within bounds: `47` where they are equal, else `0-47`, or `≥47` without an upper one. */
export function formatBoundedCount(min: number, max: number): string {
  const [low, high] = [formatCount(min), formatCount(max)];
  if (low === high) return low;
  return max === Infinity ? `≥${low}` : `${low}-${high}`;
}

/** Formats a count known within bounds by what is listed: `47`, `99+` where there may be more, `≈99` where it may be less too, else as bounds. */
export function formatListedCount(point: number, min: number, max: number): string {
  if (min === max || point === 0) return formatBoundedCount(min, max);
  return min === point ? `${formatCount(point)}+` : `≈${formatCount(point)}`;
}

/** Formats a change known within bounds: `+84`, `+2 to +49`, `≥+126` or `≤-22` with one bound, `-∞ to +∞` without any. */
export function formatBoundedChange(min: number, max: number): string {
  if (min === max) return formatChange(min);
  if (max === Infinity && min > -Infinity) return `≥${formatChange(min)}`;
  if (min === -Infinity && max < Infinity) return `≤${formatChange(max)}`;
  return `${formatChange(min)} to ${formatChange(max)}`;
}
