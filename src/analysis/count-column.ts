import type { Count } from "./diff-result.ts";

/** Counts that may be known only within bounds, one entry a row; min, point and max are one array where all are exact. */
export interface CountColumn {
  readonly point: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
}

/** Whether a column has no bounds apart from its points. */
export function isExact({ point, min, max }: CountColumn): boolean {
  return min === point && max === point;
}

/** Returns one entry as a Count. */
export function countAt({ point, min, max }: CountColumn, row: number): Count {
  return { point: point[row], min: min[row], max: max[row] };
}

/** Adds columns of equal length up; a single one is returned as it is. */
export function addColumns(columns: readonly CountColumn[]): CountColumn {
  if (columns.length === 1) return columns[0];
  const point = addArrays(columns.map((column) => column.point));
  if (columns.every(isExact)) {
    return { point, min: point, max: point };
  }
  return {
    point,
    min: addArrays(columns.map((column) => column.min)),
    max: addArrays(columns.map((column) => column.max)),
  };
}

/** Adds counts up, point by point and bound by bound. */
export function addCounts(counts: readonly Count[]): Count {
  return counts.reduce((sum, count) => ({
    point: sum.point + count.point,
    min: sum.min + count.min,
    max: sum.max + count.max,
  }));
}

/** Adds rows up into fewer: row i goes to rowOf[i], or nowhere where it is not taken; all are where nothing is said. */
export function gatherColumn(
  column: CountColumn,
  rowOf: Uint16Array,
  length: number,
  takes?: (row: number) => boolean,
): CountColumn {
  const gather = (values: Float64Array): Float64Array => {
    const sums = new Float64Array(length);
    for (let i = 0; i < values.length; i++)
      if (values[i] > 0 && (takes === undefined || takes(i))) sums[rowOf[i]] += values[i];
    return sums;
  };
  const point = gather(column.point);
  return {
    point,
    min: column.min === column.point ? point : gather(column.min),
    max: column.max === column.point ? point : gather(column.max),
  };
}

function addArrays(arrays: readonly Float64Array[]): Float64Array {
  const sums = new Float64Array(arrays[0].length);
  for (const array of arrays) for (let i = 0; i < sums.length; i++) sums[i] += array[i];
  return sums;
}
