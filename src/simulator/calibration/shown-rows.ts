import type { LeftOut } from "./calibration.ts";

/** A printed row as its function's calls times their warm cycles and what else is in it (misses), all in ticks. */
export interface ShownRow {
  /** Variant and row, as `zcprof validate` names it. */
  readonly figure: string;
  readonly ticks: number;
  /** Ticks that one warm cycle a call adds. */
  readonly calls: number;
  readonly others: number;
}

/** Warm cycles of a call, and one standard error of them from the ticks' own sampling. */
export interface RowFit {
  readonly cycles: number;
  readonly error: number;
}

/** Fits the warm cycles of one function to its rows by least squares, each weighted by its sampling variance, its ticks. */
export function fitShownRows(rows: readonly ShownRow[]): RowFit {
  let weighted = 0;
  let weight = 0;
  for (const { ticks, calls, others } of rows) {
    weighted += (calls * (ticks - others)) / ticks;
    weight += (calls * calls) / ticks;
  }
  return { cycles: Math.max(0, weighted / weight), error: 1 / Math.sqrt(weight) };
}

/** Says of each row what the fit gives, and what a fit to the other rows would have; null where there is no other. */
export function leaveEachOut(rows: readonly ShownRow[]): LeftOut[] {
  const { cycles } = fitShownRows(rows);
  return rows.map((row) => {
    const others = rows.filter((each) => each !== row);
    return {
      figure: row.figure,
      measured: row.ticks,
      fitted: row.others + row.calls * cycles,
      withoutIt: others.length === 0 ? null : row.others + row.calls * fitShownRows(others).cycles,
    };
  });
}
