import jStat from "jstat";
import { logBetaTails } from "./beta-distribution.ts";
import { logNormalUpperTail, normalUpperQuantile } from "./normal-distribution.ts";

/** Returns ln P(T > t), t >= 0, of Student's t with real df > 0; df = Infinity is the normal. I_x(df/2, 1/2) / 2, DLMF 8.17.2. */
function logTUpperTail(t: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY) return logNormalUpperTail(t);
  const square = t * t;
  return logBetaTails(df / 2, 0.5, df / (df + square), square / (df + square)).lower - Math.LN2;
}

/** Returns the two-sided p-value P(|T| > |t|) of Student's t with real df > 0. */
export function tTwoSidedP(t: number, df: number): number {
  return Math.min(1, 2 * Math.exp(logTUpperTail(Math.abs(t), df)));
}

/**
 * Returns the t with P(T > t) = p for 0 < p < 1 and real df > 0 (df = Infinity: the normal).
 *
 * jstat's quantile is right to 8 digits and only the start; Newton on the log of the tail in ln t polishes it.
 */
export function tUpperQuantile(p: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY) return normalUpperQuantile(p);
  if (!(p > 0 && p < 1 && df > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  if (p > 0.5) return -tUpperQuantile(1 - p, df);
  const x = jStat.ibetainv(2 * p, df / 2, 0.5);
  let t = x > 0 && x < 1 ? Math.sqrt((df * (1 - x)) / x) : normalUpperQuantile(p);
  const logP = Math.log(p);
  for (let i = 0; i < 100; i++) {
    const logTail = logTUpperTail(t, df);
    // d ln(tail) / d ln(t) by a symmetric difference: a slope needs few digits, the tail itself decides.
    const slope =
      (logTUpperTail(t * 1.0001, df) - logTUpperTail(t * 0.9999, df)) / (Math.log(1.0001) - Math.log(0.9999));
    const step = (logP - logTail) / slope;
    t *= Math.exp(Math.max(-1, Math.min(1, step)));
    if (Math.abs(step) <= 4e-16) break;
  }
  return t;
}
