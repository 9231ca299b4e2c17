/** From here on the five terms of Stirling's series below are enough: the sixth, 691 / (360360 n^11), is 2e-16. */
const STIRLING_FROM = 15;

/**
 * Returns ln n! - ln(sqrt(2 pi n) (n/e)^n) for real n > 0, DLMF 5.11.1; small n climb to the series by
 * Gamma(n+1) = n Gamma(n), because the Lanczos sum of jstat's gammaln is right to 1e-13 only and that shows in tails.
 */
export function stirlingError(n: number): number {
  let climbed = 0;
  let m = n;
  for (; m < STIRLING_FROM; m++) climbed += (m + 0.5) * Math.log1p(1 / m) - 1;
  const s = 1 / (m * m);
  const series = 1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188) * s) * s) * s) * s;
  return climbed + series / m;
}
