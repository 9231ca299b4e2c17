import { runsNeeded } from "../stats/power.ts";
import type { DiffResult } from "./diff-result.ts";

/** The changes that a plan is made for. */
export const PLANNED_RATIOS = [1.1, 1.2, 1.5] as const;

/** How many runs a side would find each planned ratio in a row with 80 % power; null where 10,000 do not. */
export interface PlannedRow {
  /** "total", or the symbol. */
  readonly name: string;
  /** Ticks a run, mean of base. */
  readonly meanTicks: number;
  /** Dispersion that the plan assumes. */
  readonly dispersion: number;
  readonly runs: readonly { readonly ratio: number; readonly needed: number | null }[];
}

export interface Plan {
  readonly rows: readonly PlannedRow[];
  /** True where dispersion was not measured but taken as 1: the plan is then the least that could do. */
  readonly assumesSampling: boolean;
}

/**
 * Plans how many runs a side decide the total and the inconclusive symbols, the most ticks first. Each symbol is planned
 * at alpha / m, as if it alone were to be found among the family.
 */
export function planRuns(result: DiffResult, top = 20): Plan {
  const { symbols, total, runs, level } = result;
  const alpha = 1 - level;
  const order = Array.from({ length: symbols.length }, (_, i) => i).sort(
    (a, b) => symbols.base[b] - symbols.base[a],
  );
  const rows: PlannedRow[] = [];
  if (total.verdict === "inconclusive" && !Number.isNaN(total.dispersion))
    rows.push(planRow("total", total.base.point, total.dispersion, alpha));
  for (const index of order) {
    if (rows.length >= top) break;
    const { verdict, base, symbol, dispersion } = symbols.at(index);
    if (verdict !== "inconclusive" || base.point === 0 || Number.isNaN(dispersion)) continue;
    rows.push(planRow(symbol, base.point, dispersion, alpha / Math.max(1, symbols.familySize)));
  }
  return { rows, assumesSampling: result.basis === "sampling" };

  function planRow(name: string, ticks: number, dispersion: number, alphaOfRow: number): PlannedRow {
    const meanTicks = ticks / runs.base;
    const planned = PLANNED_RATIOS.map((ratio) => ({
      ratio,
      needed: meanTicks > 0 ? runsNeeded({ ratio, meanTicks, dispersion, alpha: alphaOfRow }) : null,
    }));
    return { name, meanTicks, dispersion, runs: planned };
  }
}
