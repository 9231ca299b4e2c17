import type { Comparison, SymbolRow } from "../analysis/diff-result.ts";
import { formatRatio } from "../text/format-ratio.ts";
import type { Cell } from "./report.ts";

/** Makes the cell that says what a row's numbers decide, and where they decide nothing, why and what would have. */
export function verdictCell(row: Comparison, margin: number, presence: SymbolRow["presence"] = "both"): Cell {
  const within = `${Number(((margin - 1) * 100).toFixed(2))}%`;
  const say = (phrase: string, brief: string, tone: "up" | "down" | "faint"): Cell => ({
    kind: "verdict",
    verdict: row.verdict,
    phrase,
    brief,
    tone,
  });
  switch (row.verdict) {
    case "increase":
      return say("increase", "increase", "up");
    case "decrease":
      return say("decrease", "decrease", "down");
    case "trivial":
      return say(`trivial, within ${within}`, "trivial", "faint");
    case "equivalent":
      return say(`= same within ${within}`, `= in ${within}`, "faint");
    case "inconclusive":
      switch (row.undecided) {
        case "bounds":
          return presence === "both"
            ? say("~ bounds leave it open", "~ bounds", "faint")
            : say("~ cut listing hides it", "~ cut list", "faint");
        case "too-few-ticks":
          return say("~ too few ticks", "~ few ticks", "faint");
        case "no-p-value":
          return say("~ unknown to the noise file", "~ not in noise", "faint");
        default:
          return say(...needed(row), "faint");
      }
  }
}

function needed({ ratio, minimumDetectable: { up, down } }: Comparison): [phrase: string, brief: string] {
  const ratioNeeded = ratio < 1 ? down : up;
  if (ratioNeeded === null) return ["~ too few ticks to tell", "~ few ticks"];
  const shown = `x${formatRatio(ratioNeeded, ratioNeeded)}`;
  return [`~ would need ${shown}`, `~ needs ${shown}`];
}
