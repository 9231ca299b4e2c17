import { betaFraction } from "./beta-fraction.ts";
import { logBinomialPoint } from "./binomial-point.ts";

/** Natural logs of both tails of Beta(a, b) at x: lower = I_x(a, b), upper = 1 - lower, neither taken as 1 - the small one. */
export interface LogBetaTails {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Computes the logs of the regularised incomplete beta functions I_x(a, b) and I_y(b, a), y = 1 - x, for real a, b > 0.
 *
 * The smaller tail comes from the continued fraction, right to about 1e-12 relative up to a + b = 1e7 for shapes of one
 * half and more, and as a log it does not underflow. Pass y when x is close to 1. Throws RangeError for a, b <= 0.
 */
export function logBetaTails(a: number, b: number, x: number, y = 1 - x): LogBetaTails {
  if (!(a > 0 && b > 0)) throw new RangeError(`beta shapes must be positive, got ${a} and ${b}`);
  if (x <= 0) return { lower: Number.NEGATIVE_INFINITY, upper: 0 };
  if (y <= 0) return { lower: 0, upper: Number.NEGATIVE_INFINITY };
  const logDensity = logBinomialPoint(a, b, x, y) + Math.log((a / (a + b)) * b);
  if (a * y >= b * x) {
    const lower = Math.min(0, logDensity + Math.log(betaFraction(a, b, x, y)));
    return { lower, upper: logOfComplement(lower) };
  }
  const upper = Math.min(0, logDensity + Math.log(betaFraction(b, a, y, x)));
  return { lower: logOfComplement(upper), upper };
}

/** Returns ln(1 - e^l) for l <= 0 without cancellation at either end. */
export function logOfComplement(l: number): number {
  return l > -Math.LN2 ? Math.log(-Math.expm1(l)) : Math.log1p(-Math.exp(l));
}
