import type { Comparison } from "../analysis/diff-result.ts";
import type { Cell } from "./report.ts";
import { isListedTwice } from "./row-points.ts";

/**
 * The ratio and the change of a total. Where a side lists nothing and may hide any number their points would be of no
 * observation: the bounds alone are said.
 */
export function totalCells(
  total: Pick<Comparison, "base" | "next" | "delta" | "ratio" | "ratioBounds">,
  unit?: string,
): [ratio: Cell, change: Cell] {
  const { delta, ratio, ratioBounds } = total;
  const isKnown = isListedTwice(total) || delta.min === delta.max;
  return [
    { kind: "ratio", point: isKnown ? ratio : Number.NaN, ...ratioBounds, digits: 3 },
    { kind: "change", ...delta, isListed: isKnown, ...(unit === undefined ? {} : { unit }) },
  ];
}
