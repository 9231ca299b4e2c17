/** One formula with the numbers in it. */
export interface ExplainedStep {
  readonly name: string;
  /** In the notation of docs/statistics.md, such as "(y / Ty) / (x / Tx)". */
  readonly formula: string;
  /** The value of every name in the formula; a count within bounds has min and max. */
  readonly values: readonly { readonly name: string; readonly value: ExplainedValue }[];
  readonly result: ExplainedValue | string;
}

export type ExplainedValue = number | readonly [min: number, max: number];

/** Makes a step of a formula, its values by name, and what it gives. */
export function explainStep(
  name: string,
  formula: string,
  values: Readonly<Record<string, ExplainedValue>>,
  result: ExplainedStep["result"],
): ExplainedStep {
  return {
    name,
    formula,
    values: Object.entries(values).map(([key, value]) => ({ name: key, value })),
    result,
  };
}

/** Returns a count as the value of a formula: one number where it is exact. */
export function countValue({ min, max }: { readonly min: number; readonly max: number }): ExplainedValue {
  return min === max ? min : [min, max];
}
