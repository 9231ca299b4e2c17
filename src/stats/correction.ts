/** Benjamini-Hochberg 1995, Benjamini-Yekutieli 2001 (any dependence), Holm 1979 (family-wise), or nothing. */
export type Correction = "bh" | "by" | "holm" | "none";

/**
 * Adjusts the p-values of one family for their number m; the result stands in the order of the input.
 *
 * NaN marks what was not tested: it stays NaN and is not counted in m. Equal to R's p.adjust.
 */
export function adjustPValues(pValues: readonly number[], correction: Correction): number[] {
  const ascending = pValues
    .map((_, index) => index)
    .filter((index) => !Number.isNaN(pValues[index]))
    .sort((i, j) => pValues[i] - pValues[j]);
  const adjusted = pValues.map(() => Number.NaN);
  const m = ascending.length;
  if (correction === "none" || correction === "holm") {
    let largest = 0;
    ascending.forEach((index, rank) => {
      const factor = correction === "holm" ? m - rank : 1;
      largest = Math.max(largest, Math.min(1, pValues[index] * factor));
      adjusted[index] = largest;
    });
    return adjusted;
  }
  const dependence = correction === "by" ? harmonicNumber(m) : 1;
  let smallest = 1;
  for (let rank = m; rank >= 1; rank--) {
    const index = ascending[rank - 1];
    smallest = Math.min(smallest, (pValues[index] * m * dependence) / rank);
    adjusted[index] = smallest;
  }
  return adjusted;
}

function harmonicNumber(m: number): number {
  let total = 0;
  for (let k = m; k >= 1; k--) total += 1 / k;
  return total;
}
