/**
 * Draws a bar of at most `cells` cells for a fraction of 0 to 1. `eighths` holds what fills a cell by 0 to 8 eighths. What is
 * not nothing gets at least one eighth.
 */
export function drawBar(fraction: number, cells: number, eighths: readonly string[]): string {
  if (!(fraction > 0)) return "";
  const filled = Math.max(1, Math.round(Math.min(1, fraction) * cells * 8));
  return eighths[8].repeat(Math.floor(filled / 8)) + eighths[filled % 8];
}
