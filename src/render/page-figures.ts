/** Widths of drawings are parts of 100; the style sheet gives them their size. */
const WIDTH = 100;

/** Draws a bar for a fraction of 0 to 1; what is not nothing can be seen. */
export function drawBar(fraction: number, tone: "up" | "down"): string {
  const width = fraction > 0 ? Math.max(1, fraction * WIDTH) : 0;
  return `<svg class="bar ${tone}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${place(width)}" height="10"/></svg>`;
}

/** Returns how far a scale of ratios must reach, from 1/reach to reach, to show all of these intervals: at most 8. */
export function reachOf(intervals: Iterable<{ readonly low: number; readonly high: number }>): number {
  let reach = 1.1;
  for (const { low, high } of intervals) reach = Math.max(reach, high, 1 / low);
  return Math.min(8, reach);
}

/** Draws an interval of a ratio on a logarithmic scale with no change in the middle; beyond the scale it has no end mark. */
export function drawInterval(
  { low, high }: { readonly low: number; readonly high: number },
  reach: number,
): string {
  const at = (ratio: number): number => ((Math.log(ratio) / Math.log(reach) + 1) / 2) * WIDTH;
  const [from, to] = [at(low), at(high)];
  const ends = [from, to].filter((end) => end >= 0 && end <= WIDTH).map((end) => `M${clip(end)} 2v6`);
  const tone = low > 1 ? "up" : high < 1 ? "down" : "none";
  return (
    `<svg class="whisker ${tone}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">` +
    // What lies beyond the scale altogether is a stub at its end.
    `<path class="middle" d="M50 0v10"/><path d="M${clip(Math.min(from, 92))} 5H${clip(Math.max(to, 8))}${ends.join("")}"/></svg>`
  );
}

/**
 * Draws one step of a waterfall on an axis from `start` to `end`, or where it is no change, one of the two totals; what
 * begins before the axis begins at its left end.
 */
export function drawStep(
  { from, to, isTotal }: { readonly from: number; readonly to: number; readonly isTotal: boolean },
  axis: { readonly start: number; readonly end: number },
): string {
  const at = (value: number): number =>
    (Math.max(0, value - axis.start) / (axis.end - axis.start || 1)) * WIDTH;
  const left = Math.min(WIDTH - 0.5, Math.min(at(from), at(to)));
  const width = Math.max(0.5, Math.abs(at(to) - at(from)));
  const tone = isTotal ? "total" : to >= from ? "up" : "down";
  return `<svg class="step ${tone}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect x="${place(left)}" width="${place(width)}" height="10"/></svg>`;
}

/** Keeps a place on the drawing. */
function clip(value: number): string {
  return place(Math.max(1, Math.min(WIDTH - 1, value)));
}

function place(value: number): string {
  return String(Number(value.toFixed(2)));
}
