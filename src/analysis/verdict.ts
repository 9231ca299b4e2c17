import { isInsideMargin } from "../stats/equivalence.ts";
import type { Interval } from "../stats/interval.ts";
import type { Undecided, Verdict } from "./diff-result.ts";

/** What a verdict is given by: the level of the intervals (tests at 1 - level) and the margin that counts as no change. */
export interface VerdictRule {
  readonly level: number;
  readonly margin: number;
}

/** The evidence at one possible value of a row's counts. */
export interface Evidence {
  readonly ratio: number;
  readonly q: number;
  /** Interval of the ratio at the rule's level. */
  readonly interval: Interval;
  /** Interval at 2 * level - 1, whose lying inside the margin is two one-sided tests (Schuirmann 1987). */
  readonly narrow: Interval;
}

/** Returns the verdict at one value, in the order of docs/statistics.md section 4. */
export function judge({ ratio, q, interval, narrow }: Evidence, { level, margin }: VerdictRule): Verdict {
  if (q <= 1 - level) {
    if (isInsideMargin(interval, margin)) return "trivial";
    return ratio > 1 ? "increase" : "decrease";
  }
  return isInsideMargin(narrow, margin) ? "equivalent" : "inconclusive";
}

/** Returns the verdict on which all possible values agree; where they do not, the bounds leave it open. */
export function judgeBounded(
  possible: readonly Evidence[],
  rule: VerdictRule,
): { verdict: Verdict; undecided: Undecided | null } {
  const verdicts = new Set(possible.map((evidence) => judge(evidence, rule)));
  if (verdicts.size > 1) return { verdict: "inconclusive", undecided: "bounds" };
  const [verdict] = verdicts;
  return { verdict, undecided: verdict === "inconclusive" ? "noise" : null };
}
