/** From here on the asymptotic series below are right to 1e-15; smaller arguments climb by the recurrence DLMF 5.5.2. */
const SERIES_FROM = 12;

/** Returns digamma(x) = (ln Gamma)'(x) for x > 0, right to about 1e-14. DLMF 5.11.2. */
export function digamma(x: number): number {
  let climbed = 0;
  let y = x;
  for (; y < SERIES_FROM; y++) climbed -= 1 / y;
  const s = 1 / (y * y);
  const series =
    s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s * (1 / 132 - s * (691 / 32760))))));
  return climbed + Math.log(y) - 0.5 / y - series;
}

/** Returns trigamma(x) = digamma'(x) for x > 0, right to about 1e-14. DLMF 5.15.8. */
export function trigamma(x: number): number {
  let climbed = 0;
  let y = x;
  for (; y < SERIES_FROM; y++) climbed += 1 / (y * y);
  const s = 1 / (y * y);
  const series = s * (1 / 6 - s * (1 / 30 - s * (1 / 42 - s * (1 / 30 - s * (5 / 66 - s * (691 / 2730))))));
  return climbed + (1 + 0.5 / y + series) / y;
}

/**
 * Returns the x > 0 with trigamma(x) = y for y > 0 (Smyth 2004, appendix): Newton on 1/trigamma, which is convex and
 * nearly a straight line x - 1/2, so that from a start above the root it falls monotonely.
 */
export function inverseTrigamma(y: number): number {
  // 1/trigamma(x) > x - 1/2 and > x^2 - small: beyond these ends the leading term is exact to a double.
  if (y > 1e7) return 1 / Math.sqrt(y);
  if (y < 1e-6) return 1 / y;
  let x = 0.5 + 1 / y;
  for (let i = 0; i < 50; i++) {
    const value = trigamma(x);
    const step = (value * (1 - value / y)) / tetragamma(x);
    x += step;
    if (Math.abs(step) < 1e-15 * x) break;
  }
  return x;
}

/** trigamma'(x), the slope of Newton's method. */
function tetragamma(x: number): number {
  let climbed = 0;
  let y = x;
  for (; y < SERIES_FROM; y++) climbed -= 2 / (y * y * y);
  const s = 1 / (y * y);
  return climbed - s * (1 + 1 / y + s * (0.5 - s * (1 / 6 - s * (1 / 6 - s * (3 / 10 - s * (5 / 6))))));
}
