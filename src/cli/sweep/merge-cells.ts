import { ZcprofError } from "../../model/zcprof-error.ts";
import { nameDifference, readCellFile } from "./cell-file.ts";
import type { CellResult } from "./cell-result.ts";
import type { Grid } from "./grid.ts";

/**
 * Puts finished cells of the same grid together; one that several files have counts once. Throws input and parse errors,
 * and incomparable ones where grids, or the figures of one cell, differ.
 */
export function mergeCellFiles(paths: readonly string[]): { grid: Grid; cells: CellResult[] } {
  const files = paths.map((path) => ({ path, ...readCellFile(path) }));
  const [first] = files;
  const cells = new Map<number, CellResult>();
  for (const { path, grid, cells: own } of files) {
    const difference = nameDifference(first.grid, grid);
    if (difference !== null)
      throw incomparable(path, `is of another sweep than ${first.path}: ${difference} differs`);
    for (const cell of own) {
      const known = cells.get(cell.index) ?? cell;
      if (JSON.stringify(known) !== JSON.stringify(cell))
        throw incomparable(path, `has other figures for cell ${cell.index} than a file before it`);
      cells.set(cell.index, cell);
    }
  }
  return { grid: first.grid, cells: [...cells.values()] };
}

function incomparable(path: string, reason: string): ZcprofError {
  return new ZcprofError("incomparable", {
    code: "sweep/incomparable",
    message: `${path} ${reason}`,
    hint: "merge what one sweep's shards wrote",
    location: { path },
  });
}
