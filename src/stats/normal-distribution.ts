const HALF_LOG_TWO_PI = 0.9189385332046727;

/** Below this the series is used, above it the fraction: there both need fewer than 60 terms and lose at most two digits. */
const SERIES_BELOW = 2;

/** Returns the natural log of P(Z > z) for a standard normal Z: right to about 1e-13 relative for every z. */
export function logNormalUpperTail(z: number): number {
  if (z < 0) return Math.log1p(-Math.exp(logNormalUpperTail(-z)));
  if (z === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
  return z < SERIES_BELOW ? Math.log(0.5 - seriesFromZero(z)) : logDensity(z) + Math.log(millsRatio(z));
}

/** Returns P(Z > z) for a standard normal Z; right in the far tail, where 1 - cdf is 0 from z = 8.3 on. */
export function normalUpperTail(z: number): number {
  return z < 0 ? 1 - normalUpperTail(-z) : Math.exp(logNormalUpperTail(z));
}

/** Returns the z with P(Z > z) = p for 0 <= p <= 1: plus infinity at 0, minus infinity at 1, NaN outside. */
export function normalUpperQuantile(p: number): number {
  if (p > 0.5) return -normalUpperQuantile(1 - p);
  return normalUpperQuantileOfLog(Math.log(p));
}

/**
 * Returns the z with ln P(Z > z) = logP for logP <= 0, also where P itself underflows (z = 69 is P = e^-2385).
 *
 * Start: Abramowitz and Stegun 26.2.23, off by at most 4.5e-4; then Newton on the log of the tail, which is nearly a
 * parabola, so that three steps reach the last digit.
 */
export function normalUpperQuantileOfLog(logP: number): number {
  if (logP > 0 || Number.isNaN(logP)) return Number.NaN;
  if (logP === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY;
  if (logP > -Math.LN2) return -normalUpperQuantileOfLog(Math.log(-Math.expm1(logP)));
  const t = Math.sqrt(-2 * logP);
  let z = Math.max(
    0,
    t -
      (2.515517 + 0.802853 * t + 0.010328 * t * t) /
        (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3),
  );
  for (let i = 0; i < 8; i++) {
    const logTail = logNormalUpperTail(z);
    const step = (logTail - logP) * Math.exp(logTail - logDensity(z));
    z += step;
    if (Math.abs(step) <= 1e-15 * Math.abs(z)) break;
  }
  return Math.max(0, z);
}

function logDensity(z: number): number {
  return -0.5 * z * z - HALF_LOG_TWO_PI;
}

/** P(0 < Z < z) = density(z) * (z + z^3/3 + z^5/(3*5) + ...): Marsaglia, Evaluating the Normal Distribution, 2004. */
function seriesFromZero(z: number): number {
  let term = z;
  let total = z;
  for (let k = 3; ; k += 2) {
    term *= (z * z) / k;
    const next = total + term;
    if (next === total) return total * Math.exp(logDensity(z));
    total = next;
  }
}

/** P(Z > z) / density(z) = 1/(z + 1/(z + 2/(z + 3/(z + ...)))), DLMF 7.9.1, for z of 2 and more. */
function millsRatio(z: number): number {
  let value = 1 / z;
  let c = Number.POSITIVE_INFINITY;
  let d = 1 / z;
  for (let n = 1; n < 1000; n++) {
    c = z + n / c;
    d = 1 / (z + n * d);
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) <= 1e-16) break;
  }
  return value;
}
