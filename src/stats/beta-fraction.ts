/** At 1e8 counts the slowest case (x at the mean) takes 12,000 terms; this only stops a NaN from looping for ever. */
const MAX_TERMS = 1_000_000;

/**
 * Evaluates the continued fraction K with I_x(a, b) = x^a y^b / B(a, b) * K, for a > 0, b > 0, y = 1 - x and
 * a*y >= b*x (x at or below the mean); every caller takes the other tail on the other side.
 *
 * DLMF 8.17.22 contracted to its even part (Didonato and Morris, ACM TOMS 18 (1992) 360, formula 9): the plain form
 * subtracts nearly equal numbers at the mean and loses log10(sqrt(a+b)) digits, this one adds positive terms only.
 */
export function betaFraction(a: number, b: number, x: number, y: number): number {
  const lambda = a * y - b * x;
  let beta = (a / (a + 1)) * (lambda + 1);
  // Lentz's forward evaluation: numerator and denominator as ratios of successive convergents.
  let value = 1 / beta;
  let c = Number.POSITIVE_INFINITY;
  let d = 1 / beta;
  for (let n = 1; n < MAX_TERMS; n++) {
    const reach = a + 2 * n - 1;
    const alpha = (((a + n - 1) * x) / reach) * (((a + b + n - 1) * n * (b - n) * x) / reach);
    beta = n + (n * (b - n) * x) / reach + ((a + n) / (a + 2 * n + 1)) * (lambda + 1 + n * (1 + y));
    c = beta + alpha / c;
    d = 1 / (beta + alpha * d);
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) <= 1e-16) return value;
  }
  throw new RangeError(`incomplete beta fraction does not converge for a=${a}, b=${b}, x=${x}`);
}
