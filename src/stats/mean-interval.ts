import type { Interval } from "./interval.ts";
import { tUpperQuantile } from "./t-distribution.ts";

/** Computes Student's interval of the mean of independent values, mean -+ t s / sqrt(n); null for fewer than two. */
export function meanInterval(values: readonly number[], level = 0.95): Interval | null {
  const n = values.length;
  if (n < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const reach = (tUpperQuantile((1 - level) / 2, n - 1) * Math.sqrt(squares / (n - 1))) / Math.sqrt(n);
  return { low: mean - reach, high: mean + reach, level };
}
