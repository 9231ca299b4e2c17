import jStat from "jstat";
import { normalUpperTail } from "./normal-distribution.ts";
import { tUpperQuantile } from "./t-distribution.ts";

/** What is to be found, and under which noise. */
export interface PowerQuestion {
  /** True ratio next / base, positive and not 1. */
  readonly ratio: number;
  /** Mean ticks of one base run. */
  readonly meanTicks: number;
  /** Run-to-run variance over sampling variance; below 1 it counts as 1. */
  readonly dispersion: number;
  /** Two-sided significance of the test, 0.05 by default; for a family of m symbols take about 0.05 / m. */
  readonly alpha?: number;
}

/** More runs than anybody takes: beyond it the answer is null. */
const MOST_RUNS = 10_000;

/** Above this noncentrality jstat's series underflows, and the power is 1 to many digits unless df is tiny. */
const SERIES_NONCENTRALITY = 30;

/**
 * Computes the probability that `runs` a side (2 or more) find the ratio: noncentral t with 2 runs - 2 degrees of freedom
 * and noncentrality ln R / se, se^2 = dispersion / runs * (1 + 1/R) / meanTicks.
 *
 * An approximation: ln R is taken as normal, and nothing is won from the dispersions of other symbols, so that the test
 * with squeezed dispersion is a little stronger than this.
 */
export function powerOfReplicates(question: PowerQuestion, runs: number): number {
  const { ratio, meanTicks, dispersion, alpha = 0.05 } = question;
  if (!(ratio > 0 && ratio !== 1 && meanTicks > 0 && runs >= 2)) throw new RangeError("nothing to find");
  const variance = (Math.max(1, dispersion) / runs) * ((1 + 1 / ratio) / meanTicks);
  const noncentrality = Math.abs(Math.log(ratio)) / Math.sqrt(variance);
  const df = 2 * runs - 2;
  const critical = tUpperQuantile(alpha / 2, df);
  // The other tail, a finding in the wrong direction, is left out on purpose.
  if (noncentrality < SERIES_NONCENTRALITY && df < 200)
    return 1 - jStat.noncentralt.cdf(critical, df, noncentrality);
  // Abramowitz and Stegun 26.7.10
  const spread = Math.sqrt(1 + (critical * critical) / (2 * df));
  return normalUpperTail((critical * (1 - 1 / (4 * df)) - noncentrality) / spread);
}

/** Returns the runs a side that find the ratio with this power, 0.8 by default; null where 10,000 do not. */
export function runsNeeded(question: PowerQuestion, power = 0.8): number | null {
  let enough = 2;
  while (powerOfReplicates(question, enough) < power) {
    if (enough >= MOST_RUNS) return null;
    enough *= 2;
  }
  let tooFew = Math.max(1, enough / 2);
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (powerOfReplicates(question, middle) < power) tooFew = middle;
    else enough = middle;
  }
  return enough;
}
