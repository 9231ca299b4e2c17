/**
 * Formats a ratio of which only bounds may be known: `1.19`, `≥1.04`, `≤1.00`, `0.31-2.10`; "" where nothing is known.
 * A bound is rounded outwards, so that it still holds as printed.
 */
export function formatRatio(low: number, high: number, digits = 2): string {
  if (!(low <= high) || (low <= 0 && high === Infinity)) return "";
  if (low === high) return round(low, digits, Math.round);
  if (high === Infinity) return `≥${round(low, digits, Math.floor)}`;
  if (low <= 0) return `≤${round(high, digits, Math.ceil)}`;
  return `${round(low, digits, Math.floor)}-${round(high, digits, Math.ceil)}`;
}

/** Formats an interval of a ratio: `1.066 to 1.179`. A bound beside 1 is never printed as 1: it gets up to four digits. */
export function formatRatioInterval(low: number, high: number, digits = 2): string {
  return `${roundBesideOne(low, digits)} to ${roundBesideOne(high, digits)}`;
}

function roundBesideOne(value: number, digits: number): string {
  const isHidden = digits < 4 && value !== 1 && Number(value.toFixed(digits)) === 1;
  return isHidden ? roundBesideOne(value, digits + 1) : round(value, digits, Math.round);
}

function round(value: number, digits: number, towards: (value: number) => number): string {
  if (value === Infinity) return "∞";
  // Below a tenth a digit more keeps two figures; above a hundred they tell nothing.
  const shown = value >= 100 ? 0 : value > 0 && value < 0.1 ? digits + 1 : digits;
  const scale = 10 ** shown;
  // Twelve figures take off the noise of the product: 1.15 * 100 is 114.99999999999999.
  return (towards(Number((value * scale).toPrecision(12))) / scale).toFixed(shown);
}
