/** Bytes that a symbol may span; equal where only one number of bytes fits. */
export interface SizeInterval {
  readonly low: number;
  readonly high: number;
}

/**
 * Finds the sizes in whole bytes from which `ticks` give a load that prints as `units` / `perUnit` (four decimals:
 * perUnit 10000): those between ticks / (load + half a unit) and ticks / (load - half a unit). Both ends count, as
 * a tie may have been rounded either way.
 *
 * Returns high = Infinity for a load that prints as 0, and null where no whole number of bytes fits.
 */
export function sizeFromLoad(ticks: number, units: number, perUnit = 10_000): SizeInterval | null {
  const low = Math.ceil((ticks * 2 * perUnit) / (2 * units + 1));
  const high = units === 0 ? Infinity : Math.floor((ticks * 2 * perUnit) / (2 * units - 1));
  return low <= high ? { low, high } : null;
}
