import type { Comparison, DiffResult } from "../analysis/diff-result.ts";
import type { GateResult } from "../analysis/gate.ts";
import { formatBoundedCount, formatChange, formatCount } from "../text/format-count.ts";
import { formatLevel } from "../text/format-level.ts";
import { formatRatio, formatRatioInterval } from "../text/format-ratio.ts";
import { isEmpty } from "./diff-verdict.ts";
import type { PlainVerdict } from "./page.ts";
import type { Tone } from "./report.ts";
import { sayGates } from "./review-report.ts";
import { nounOfUnit } from "./unit-noun.ts";

/** Says in plain words what a comparison found: of the total, what that rests on, of the symbols, of the limits. */
export function sayVerdict(result: DiffResult, gate: GateResult | null): PlainVerdict {
  const { verdict } = result.total;
  const tone: Tone = verdict === "increase" ? "up" : verdict === "decrease" ? "down" : "strong";
  return {
    headline: sayHeadline(result),
    tone,
    lines: [
      sayTotal(result),
      sayBasis(result),
      saySymbols(result),
      ...(gate === null ? [] : [`Limits: ${sayGates([gate]).replace("zcprof: ", "")}.`]),
    ],
  };
}

function sayHeadline({ total, base: { unit }, basis, margin, normalize }: DiffResult): string {
  const per = normalize === "none" ? "" : `, normalised by ${normalize}`;
  const within = `${Number(((margin - 1) * 100).toFixed(2))}%`;
  const noun = nounOfUnit(unit);
  const times =
    total.base.max === 0
      ? `${formatBoundedCount(total.next.min, total.next.max)} ${noun}, and base has none${per}`
      : `${sayTimes(total)} the ${noun} of base${per}`;
  switch (total.verdict) {
    case "increase":
      return `More: next has ${times}.`;
    case "decrease":
      return `Less: next has ${times}.`;
    case "trivial":
      return `A change too small to matter: real, but within ${within}${per}.`;
    case "equivalent":
      return `The same within ${within}${per}.`;
    default:
      if (isEmpty(total)) return `Nothing to compare: neither side has any ${noun}.`;
      return basis === "none"
        ? `Not tested: next has ${times}.`
        : `Not decided: the data cannot tell whether the total changed${per}.`;
  }
}

/** `1.121 times`; of a ratio that is known within bounds only, these. */
function sayTimes({ ratio, ratioBounds: { low, high } }: Pick<Comparison, "ratio" | "ratioBounds">): string {
  if (low === high) return `${formatRatio(ratio, ratio, 3)} times`;
  const [least, most] = [formatRatio(low, Infinity, 3), formatRatio(0, high, 3)].map((text) => text.slice(1));
  if (high === Infinity) return low > 0 ? `at least ${least} times` : "any number of times";
  return low > 0 ? `${least} to ${most} times` : `at most ${most} times`;
}

function sayChange({ min, max }: Comparison["delta"]): string {
  if (min === max) return formatChange(min);
  if (max === Infinity) return min === -Infinity ? "any change" : `at least ${formatChange(min)}`;
  return min === -Infinity
    ? `at most ${formatChange(max)}`
    : `between ${formatChange(min)} and ${formatChange(max)}`;
}

function sayTotal({ total, base, next }: DiffResult): string {
  const [from, to] = [base, next].map(({ totalBounds }) =>
    formatBoundedCount(totalBounds.min, totalBounds.max),
  );
  const counts = `${from} ${nounOfUnit(base.unit)} in base, ${to} in next: ${sayChange(total.delta)}`;
  if (total.interval === null) return `${counts}. No interval can be given.`;
  const { low, high, level } = total.interval;
  return `${counts}. ${formatLevel(level)} interval of the ratio: ${formatRatioInterval(low, high, 3)}.`;
}

// No verdict without what it rests on.
function sayBasis({ basis, runs, total }: DiffResult): string {
  const noise = `${total.dispersion.toFixed(1)} times sampling noise`;
  switch (basis) {
    case "none":
      return "The numbers are no counts of samples, so nothing is tested.";
    case "noise-file":
      return `How much runs vary was measured before: at most ${noise}, which the interval takes into account.`;
    case "replicates":
      return `${runs.base} runs of base against ${runs.next} of next: they vary by ${noise}, which the interval takes into account.`;
    default: {
      const phi = total.breakEvenDispersion;
      const holds =
        phi !== null && phi >= 1
          ? ` The finding holds unless runs vary more than ${phi.toFixed(1)} times sampling noise.`
          : "";
      return `One profile a side: the interval knows sampling noise only, not how much one run differs from the next.${holds} Repeat the runs to know.`;
    }
  }
}

function saySymbols({ symbols }: DiffResult): string {
  let rose = 0;
  let fell = 0;
  for (let row = 0; row < symbols.length; row++) {
    const direction = symbols.directionAt(row);
    if (direction > 0) rose++;
    else if (direction < 0) fell++;
  }
  const rows = `${formatCount(symbols.length)} ${symbols.length === 1 ? "symbol" : "symbols"}`;
  const tested = `${rows}, ${formatCount(symbols.familySize)} of them tested: ${formatCount(rose)} rose, ${formatCount(fell)} fell`;
  return symbols.familySize === 0
    ? `${rows}, none of them tested.`
    : `${tested}, the others did not or cannot be told.`;
}
