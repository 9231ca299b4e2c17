/** Formats the level of an interval as percent, with all the digits that it has: `95%`, `99.9999%`. */
export function formatLevel(level: number): string {
  // Twelve figures take off the noise of the product: 0.07 * 100 is 7.000000000000001.
  return `${Number((level * 100).toPrecision(12))}%`;
}
