import { adjustPValues } from "./correction.ts";

/**
 * Returns Simes' p-value of "none of these changed", right also under positive dependence: the smallest p_(i) * m / i
 * (Simes 1986). NaN (untested) is left out; NaN where nothing was tested.
 */
export function combineBySimes(pValues: readonly number[]): number {
  const tested = pValues.filter((p) => !Number.isNaN(p));
  if (tested.length === 0) return Number.NaN;
  // The smallest Benjamini-Hochberg q is the same minimum.
  return adjustPValues(tested, "bh").reduce((smallest, q) => Math.min(smallest, q), 1);
}

/**
 * Returns the p-value that gates a group: min(1, 2 min(p of its sum, Simes of its symbols)), so that neither a sum that
 * hides opposite changes nor a sum of many small ones escapes. With only one of the two known, that one stands undoubled.
 */
export function groupGateP(sumP: number, symbolPs: readonly number[]): number {
  const simes = combineBySimes(symbolPs);
  if (Number.isNaN(simes)) return sumP;
  if (Number.isNaN(sumP)) return simes;
  return Math.min(1, 2 * Math.min(sumP, simes));
}
