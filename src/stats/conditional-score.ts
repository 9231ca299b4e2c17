import { logOfComplement } from "./beta-distribution.ts";
import { betaFraction } from "./beta-fraction.ts";
import { logBinomialPoint } from "./binomial-point.ts";
import { logNormalUpperTail, normalUpperQuantileOfLog } from "./normal-distribution.ts";

/** `midp` counts half the probability of what was observed into each tail, `exact` (Clopper-Pearson) all of it. */
export type CountMethod = "midp" | "exact";

/**
 * The evidence of two counts about their ratio: y of n = x + y events fell on the next side, y ~ Binomial(n, pi), with
 * log-odds ln(pi / (1 - pi)). The p-value and the interval are both read off the one function `scoreAt`, so that they
 * cannot contradict each other (Fay, The R Journal 2010).
 *
 * Counts may be real numbers: P(Y > y) = I_pi(y + 1, x) and the point probability are taken with real arguments, which
 * keeps both tails monotone in pi and agrees with the binomial at whole numbers.
 */
export interface ConditionalScore {
  /** The normal score of the smaller tail at these log-odds: positive where y is more than they predict, else negative. */
  scoreAt(logOdds: number): number;
  /** The log-odds at which `scoreAt` is this score; an infinity on the side where a count of zero leaves no bound. */
  logOddsAt(score: number): number;
}

/** Returns the natural log of the smaller tail, half the p-value: the same evidence as `scoreAt` at a third of its cost. */
export function logSmallerTail(y: number, x: number, logOdds: number, method: CountMethod): number {
  const weight = weightOf(method);
  const upper = logUpperTail(y, x, logOdds, weight);
  // Mid-p tails add up to 1; exact ones share the point that was observed.
  if (method === "midp") return Math.min(upper, logOfComplement(Math.min(0, upper)));
  return Math.min(upper, logUpperTail(x, y, -logOdds, weight));
}

function weightOf(method: CountMethod): number {
  return method === "exact" ? 1 : 0.5;
}

/** Makes the score function of next count y against base count x, both at least 0 and not both 0. */
export function conditionalScore(y: number, x: number, method: CountMethod): ConditionalScore {
  const weight = weightOf(method);
  return {
    scoreAt(logOdds) {
      const upper = logUpperTail(y, x, logOdds, weight);
      const lower = logUpperTail(x, y, -logOdds, weight);
      const score = Math.max(0, normalUpperQuantileOfLog(Math.min(upper, lower)));
      return upper <= lower ? score : -score;
    },
    logOddsAt(score) {
      if (score >= 0) return solveUpperTail(y, x, logNormalUpperTail(score), weight);
      return -solveUpperTail(x, y, logNormalUpperTail(-score), weight);
    },
  };
}

/** ln(P(Y > y) + weight * P(Y = y)) for Y ~ Binomial(y + x, pi). */
function logUpperTail(y: number, x: number, logOdds: number, weight: number): number {
  const p = 1 / (1 + Math.exp(-logOdds));
  const q = 1 / (1 + Math.exp(logOdds));
  if (y * q >= x * p) return logSmallTail(y, x, p, q, weight);
  return logOfComplement(Math.min(0, logSmallTail(x, y, q, p, 1 - weight)));
}

/** The same where y is at or above its mean: P(Y > y) = I_p(y+1, x) = p x K P(Y = y), K the continued fraction. */
function logSmallTail(y: number, x: number, p: number, q: number, weight: number): number {
  const beyond = x === 0 ? 0 : p * x * betaFraction(y + 1, x, p, q);
  return logBinomialPoint(y, x, p, q) + Math.log(beyond + weight);
}

/** Below these log-odds e^x leaves the range of doubles: a bound there is none. */
const LEAST_LOG_ODDS = -700;

/**
 * Finds the log-odds with logUpperTail = target < ln(1/2) by Newton's method. The log of the tail is concave and rising in
 * the log-odds: after the first step every iterate stands left of the root and moves right, so no bracket is needed.
 */
function solveUpperTail(y: number, x: number, target: number, weight: number): number {
  if (y === 0) return Number.NEGATIVE_INFINITY;
  const spread = Math.sqrt(1 / (y + 0.5) + 1 / (x + 0.5));
  let logOdds = Math.max(LEAST_LOG_ODDS, Math.log(y / (x + 0.5)) - spread * normalUpperQuantileOfLog(target));
  for (let i = 0; i < 200; i++) {
    const tail = logUpperTail(y, x, logOdds, weight);
    const p = 1 / (1 + Math.exp(-logOdds));
    const q = 1 / (1 + Math.exp(logOdds));
    const slope = Math.exp(logBinomialPoint(y, x, p, q) - tail) * (p * x + weight * (y * q - x * p));
    const step = (target - tail) / slope;
    logOdds += step;
    if (logOdds < LEAST_LOG_ODDS) {
      if (logUpperTail(y, x, LEAST_LOG_ODDS, weight) >= target) return Number.NEGATIVE_INFINITY;
      logOdds = LEAST_LOG_ODDS;
      continue;
    }
    if (Math.abs(step) <= 1e-14 * (1 + Math.abs(logOdds))) break;
  }
  return logOdds;
}
