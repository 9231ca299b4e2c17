import { normalUpperQuantile } from "./normal-distribution.ts";

/** What a comparison would have seen: ratios a 5 % test finds with the power asked for, or null where no ratio does. */
export interface DetectableEffect {
  /** The smallest rise, as a ratio above 1. */
  readonly up: number;
  /** The mildest fall, as a ratio below 1; null where even a fall to nothing would be missed. */
  readonly down: number | null;
}

const POWER = 0.8;

/**
 * Computes the minimum detectable effect of a base of so many ticks: the R with |ln R| = (z_.975 + z_.80) * se(R), where
 * se^2 = dispersion * (1 + 1/R) / base is the variance of ln R if the next count is R * base.
 *
 * Equal exposures are assumed. Throws RangeError unless base > 0 and dispersion > 0.
 */
export function detectableEffect(base: number, dispersion = 1, level = 0.95): DetectableEffect {
  if (!(base > 0 && dispersion > 0))
    throw new RangeError(`base and dispersion must be positive, got ${base}, ${dispersion}`);
  const reach = normalUpperQuantile((1 - level) / 2) + normalUpperQuantile(1 - POWER);
  // (ln R)^2 - c (1 + 1/R), positive where the effect is found.
  const c = (reach * reach * dispersion) / base;
  const surplus = (logRatio: number): number => logRatio * logRatio - c * (1 + Math.exp(-logRatio));
  // Upwards it rises without bound: double the bracket, then bisect.
  let top = 1;
  while (surplus(top) < 0) top *= 2;
  const up = Math.exp(bisect(surplus, 0, top));

  // Downwards l^2 - c (1 + e^l), l = -ln R, has one hump: 2 l = c e^l at its top. Past the hump the next count is so small
  // that the approximation fails, so the first crossing is the answer and a hump below zero means that there is none.
  const hump = humpOf(c);
  if (hump === null || surplus(-hump) < 0) return { up, down: null };
  return { up, down: Math.exp(-bisect((l) => surplus(-l), 0, hump)) };
}

/** The larger root of 2 l = c e^l, where l^2 - c e^l turns down again; null where it never rises (c >= 2/e). */
function humpOf(c: number): number | null {
  if (c >= 2 / Math.E) return null;
  const fall = (l: number): number => c * Math.exp(l) - 2 * l;
  let high = 2;
  while (fall(high) < 0) high *= 2;
  return bisect(fall, 1, high);
}

/** The sign change of a function that is negative at low and not negative at high, to the last bit. */
function bisect(f: (x: number) => number, low: number, high: number): number {
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return high;
    if (f(middle) < 0) low = middle;
    else high = middle;
  }
}
