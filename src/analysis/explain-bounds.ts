import type { Count, HiddenNames } from "./diff-result.ts";
import { countValue, type ExplainedStep, type ExplainedValue, explainStep } from "./explained-step.ts";

/**
 * Explains why a row's count on one side is known only within bounds: what its runs show, and the names that they may hide
 * times U, with no more in all than each run's listing leaves of its total. No step where no listing hides any of it.
 */
export function explainBounds(
  side: "base" | "next",
  { min, max }: Count,
  hidden: readonly HiddenNames[],
  runs: number,
): ExplainedStep[] {
  if (hidden.length === 0 || min === max) return [];
  const values: Record<string, ExplainedValue> = {};
  const terms = hidden.map(({ run, names, each, total, listed }) => {
    const own = runs === 1 ? "" : `_${run}`;
    values[`U${own}`] = each;
    if (each === Infinity) return `U${own}`;
    if (names > 1) values[`h${own}`] = names;
    values[`total${own}`] = total;
    values[`listed${own}`] = listed;
    return names > 1 ? `min(h${own} U${own}, total${own} - listed${own})` : `U${own}`;
  });
  const most = hidden.map(({ names, each, total, listed }) =>
    each === Infinity ? Infinity : Math.min(names * each, total - listed),
  );
  const above = most.reduce((sum, ticks) => sum + ticks, 0);
  const shown = above === Infinity ? min : countValue({ min, max: max - above });
  const several = hidden.some(({ names }) => names > 1) ? ", as h of the row's names are not listed" : "";
  return [
    explainStep(
      `${side} is known only within bounds${several}`,
      `shown .. shown + ${terms.join(" + ")}${limitOf(hidden)}`,
      { shown, ...values },
      [min, max],
    ),
  ];
}

/** What bounds U is said once, for all runs. */
function limitOf(hidden: readonly HiddenNames[]): string {
  if (hidden.every(({ each }) => each === Infinity)) return ", nothing bounds U";
  return hidden.some(({ names }) => names === 1) ? ", U <= total - listed" : "";
}
