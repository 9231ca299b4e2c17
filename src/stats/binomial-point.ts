import { stirlingError } from "./log-factorial.ts";

const HALF_LOG_TWO_PI = 0.9189385332046727;

/**
 * Returns the natural log of Gamma(y+x+1) / (Gamma(y+1) Gamma(x+1)) * p^y * q^x: the binomial probability of y successes
 * and x failures, for real y, x >= 0 and q = 1 - p given by the caller so that neither end loses digits.
 *
 * Loader's saddle-point form (C. Loader, Fast and Accurate Computation of Binomial Probabilities, 2000): differences of
 * log-gammas lose 8 of 16 digits at a million counts, this loses none.
 */
export function logBinomialPoint(y: number, x: number, p: number, q: number): number {
  if (y === 0) return x === 0 ? 0 : x * (p < 0.5 ? Math.log1p(-p) : Math.log(q));
  if (x === 0) return y * (q < 0.5 ? Math.log1p(-q) : Math.log(p));
  const n = y + x;
  // y - n*p, written so that it stays right when p is close to 0 or 1, and without the rounding of the two products: at
  // ten million counts that rounding alone is 1e-12 of the probability.
  const yq = y * q;
  const xp = x * p;
  const distance = yq - xp + (roundingOf(y, q, yq) - roundingOf(x, p, xp));
  return (
    stirlingError(n) -
    stirlingError(y) -
    stirlingError(x) -
    devianceTerm(y, n * p, distance) -
    devianceTerm(x, n * q, -distance) +
    0.5 * Math.log(n / y / x) -
    HALF_LOG_TWO_PI
  );
}

/** x ln(x/mean) + mean - x, where distance = x - mean; a series near the mean, where the direct form cancels. */
function devianceTerm(x: number, mean: number, distance: number): number {
  if (Math.abs(distance) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - distance;
  const v = distance / (x + mean);
  const square = v * v;
  let term = 2 * x * v;
  let total = distance * v;
  for (let j = 1; ; j++) {
    term *= square;
    const next = total + term / (2 * j + 1);
    if (next === total) return total;
    total = next;
  }
}

/** Returns what the rounded product of a and b lacks: product and error together are exact (Dekker 1971). */
function roundingOf(a: number, b: number, product: number): number {
  const aHigh = highHalf(a);
  const aLow = a - aHigh;
  const bHigh = highHalf(b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

/** Returns the upper 26 bits of a double (Veltkamp); 2^27 + 1. */
function highHalf(a: number): number {
  const scaled = 134217729 * a;
  return scaled - (scaled - a);
}
