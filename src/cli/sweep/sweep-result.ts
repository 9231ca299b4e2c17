import type { FigureName, Sweep } from "../../report/sweep-report.ts";
import type { CellResult } from "./cell-result.ts";
import { countCells, type Grid, valuesOfCell } from "./grid.ts";

/** Part i of n of a grid: every n-th cell, from the i-th. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** Puts finished cells in the order of their grid, so that nothing tells who finished when. */
export function assembleSweep(
  grid: Grid,
  results: readonly CellResult[],
  shard: Shard | null,
  chart: FigureName,
): Sweep {
  return {
    grid,
    size: countCells(grid),
    shard,
    chart,
    cells: results
      .toSorted((a, b) => a.index - b.index)
      .map((result) => ({ ...result, values: valuesOfCell(grid, result.index) })),
  };
}
