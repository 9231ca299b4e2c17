// Below this the tails of the distribution functions are no longer certain to a digit (docs/statistics.md).
const SMALLEST = 1e-12;

/** Formats a p or q for a table: `.040`, `.15`, `<.001`; "" where nothing was tested. */
export function formatProbability(value: number): string {
  if (Number.isNaN(value)) return "";
  if (value < 0.001) return "<.001";
  const text = value.toFixed(value < 0.0995 ? 3 : 2);
  return text.startsWith("0") ? text.slice(1) : text;
}

/** Formats a p alone, with two figures where the table says only `<.001`: `8.3e-6`, `<1e-12`. */
export function formatSmallProbability(value: number): string {
  if (!(value < 0.001)) return formatProbability(value);
  return value < SMALLEST ? "<1e-12" : value.toExponential(1);
}
