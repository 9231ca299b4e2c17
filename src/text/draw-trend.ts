const STEPS = "▁▂▃▄▅▆▇█";

/** Draws values, none negative, as a sparkline: one character each, on a scale from 0 to the largest; 0 is a blank. */
export function drawTrend(values: readonly number[]): string {
  const largest = Math.max(...values);
  return values
    .map((value) =>
      value > 0 ? STEPS[Math.min(STEPS.length - 1, Math.floor((value / largest) * STEPS.length))] : " ",
    )
    .join("");
}
