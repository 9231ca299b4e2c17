import type { Interval } from "../stats/interval.ts";
import { normalUpperQuantile } from "../stats/normal-distribution.ts";
import type { Comparison, DiffResult, RowEnd } from "./diff-result.ts";
import { countValue, type ExplainedStep, explainStep } from "./explained-step.ts";
import { FEW_RUNS, PAIRED } from "./replicate-tester.ts";

/** Explains the test of a row: its p-value, the interval of its ratio, and the noise up to which it stays rejected. */
export function explainTest(result: DiffResult, row: Comparison): ExplainedStep[] {
  const { level } = result;
  if (Number.isNaN(row.p)) return [explainStep("not tested", row.undecided ?? "", {}, "no p-value")];
  const steps = [explainP(result, row)];
  if (row.interval !== null) steps.push(explainInterval(row, row.interval));
  if (row.breakEvenDispersion !== null) {
    const values = { z: row.z, z_level: normalUpperQuantile((1 - level) / 2), level };
    const where = isExact(row) ? "" : ", z where it is least over the bounds";
    steps.push(
      explainStep(`break-even dispersion${where}`, "(z / z_level)^2", values, row.breakEvenDispersion),
    );
  }
  return steps;
}

/** The interval of a bounded row reaches from the lowest to the highest end of those at the ends of its bounds. */
function explainInterval(row: Comparison, { low, high, level }: Interval): ExplainedStep {
  const rule = "every ratio that the same test does not reject";
  if (isExact(row)) return explainStep("interval of the ratio", rule, { level }, [low, high]);
  const ends = listEnds(row);
  const values: Record<string, number> = {};
  const terms: string[] = [];
  for (const [x, y, where] of [ends.down, ends.up, ends.point]) {
    const i = terms.length + 1;
    // Of one bounded side the counts as listed are a corner.
    if (terms.some((_, j) => values[`x_${j + 1}`] === x && values[`y_${j + 1}`] === y)) continue;
    values[`x_${i}`] = x;
    values[`y_${i}`] = y;
    terms.push(`with x_${i} and y_${i} (${where})`);
  }
  const last = terms.pop() ?? "";
  const formula = `${rule} ${[terms.join(", "), last].filter(Boolean).join(" or ")}, and what lies between`;
  return explainStep("interval of the ratio over the bounds", formula, { ...values, level }, [low, high]);
}

function listEnds({
  base,
  next,
}: Comparison): Record<RowEnd, readonly [x: number, y: number, where: string]> {
  return {
    point: [base.point, next.point, "as listed"],
    down: [base.max, next.min, "most in base, least in next"],
    up: [base.min, next.max, "least in base, most in next"],
  };
}

/** The p of a bounded row is the largest over its bounds, which stands at one of their ends or is 1. */
function explainP({ method, basis }: DiffResult, row: Comparison): ExplainedStep {
  const { base, next, pEnd, dispersion: phi } = row;
  const formula = FORMULA_OF_RUNS[method] ?? P_FORMULA[basis];
  if (isExact(row))
    return explainStep(`p-value, ${method}`, formula, { x: base.point, y: next.point, phi }, row.p);
  const name = `p-value, ${method}, the largest over the bounds`;
  if (pEnd === null) {
    const values = { x: countValue(base), y: countValue(next) };
    return explainStep(name, "1, as the bounds hold equal rates", values, row.p);
  }
  const [x, y, where] = listEnds(row)[pEnd];
  return explainStep(`${name}: ${where}`, formula, { x, y, phi }, row.p);
}

const P_FORMULA: Record<DiffResult["basis"], string> = {
  sampling: "two-sided tail of y ~ Binomial(x + y, Ty / (Tx + Ty))",
  "noise-file":
    "two-sided tail of t(df) at z / sqrt(max(1, phi)), z the score of y ~ Binomial(x + y, Ty / (Tx + Ty))",
  replicates: "tail of F(1, df) at deviance / phi",
  none: "",
};

/** Where runs are not tested by F. */
const FORMULA_OF_RUNS: Partial<Record<string, string>> = {
  [FEW_RUNS.name]:
    "two-sided tail of t(df) at the difference of the mean square-root rates over its standard error",
  [PAIRED.name]:
    "two-sided tail of t(pairs - 1) at the mean of the pairs' log ratios over its standard error",
};

/** Tells whether both counts of a row are one number each. */
export function isExact({ base, next }: Comparison): boolean {
  return base.min === base.max && next.min === next.max;
}
