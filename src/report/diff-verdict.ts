import type { Comparison, SymbolRow } from "../analysis/diff-result.ts";
import { formatRatio } from "../text/format-ratio.ts";
import type { Cell, Tone } from "./report.ts";

type Words = readonly [phrase: string, brief: string];

/** Makes the cell that says what a row's numbers decide, and where they decide nothing, why and what would have. */
export function verdictCell(row: Comparison, margin: number, presence: SymbolRow["presence"] = "both"): Cell {
  const { verdict } = row;
  const [phrase, brief] =
    verdict === "inconclusive" ? sayUndecided(row, presence) : sayDecided(verdict, margin);
  const tone: Tone = verdict === "increase" ? "up" : verdict === "decrease" ? "down" : "faint";
  return { kind: "verdict", verdict, phrase, brief, tone };
}

/** Whether neither side has counted, or can hide, anything. */
export function isEmpty({ base, next }: Comparison): boolean {
  return base.max === 0 && next.max === 0;
}

function sayDecided(verdict: Exclude<Comparison["verdict"], "inconclusive">, margin: number): Words {
  const within = `${Number(((margin - 1) * 100).toFixed(2))}%`;
  if (verdict === "trivial") return [`trivial, within ${within}`, "trivial"];
  if (verdict === "equivalent") return [`= same within ${within}`, `= in ${within}`];
  return [verdict, verdict];
}

function sayUndecided(
  { undecided, ratio, minimumDetectable, base, dispersion }: Comparison,
  presence: SymbolRow["presence"],
): Words {
  if (undecided === "too-few-ticks") return ["~ too few ticks", "~ few ticks"];
  if (undecided === "no-p-value") return ["~ its noise is not known", "~ no noise"];
  if (undecided === "bounds") {
    return presence === "both"
      ? ["~ bounds leave it open", "~ bounds"]
      : ["~ cut listing hides it", "~ cut list"];
  }
  const needed = ratio < 1 ? minimumDetectable.down : minimumDetectable.up;
  // Many ticks do not help where runs vary by much more than sampling: even a fall to nothing would be missed.
  if (needed === null && dispersion > 1 && base.max > 0) return ["~ too noisy to tell", "~ too noisy"];
  if (needed === null) return ["~ too few ticks to tell", "~ few ticks"];
  const shown = `x${formatRatio(needed, needed)}`;
  return [`~ would need ${shown}`, `~ needs ${shown}`];
}
