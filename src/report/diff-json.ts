import type { DiffResult } from "../analysis/diff-result.ts";
import { groupRowJson, symbolRowJson, totalJson } from "./diff-row-json.ts";
import type { DiffView } from "./diff-view.ts";
import { gateJson } from "./gate-facts.ts";
import { toJsonNumber } from "./json-number.ts";
import { planJson } from "./plan-table.ts";
import { sideJson } from "./side-json.ts";

/** Makes the `zcprof.diff/1` form of a comparison with the symbols of the view, in its order. */
export function diffJson(
  result: DiffResult,
  { symbols: indices, shifts = [], gate = null, plan = null }: DiffView,
  notes: readonly Record<string, unknown>[],
): Record<string, unknown> {
  const { symbols, groups, unlisted } = result;
  return {
    schema: "zcprof.diff/1",
    base: sideJson(result.base),
    next: sideJson(result.next),
    normalize: result.normalize,
    basis: result.basis,
    runs: result.runs,
    method: result.method,
    margin: result.margin,
    level: result.level,
    exposure: result.exposure,
    dispersion: toJsonNumber(result.total.dispersion),
    correction: result.correction,
    familySize: symbols.familySize,
    groupFamilySize: groups.familySize,
    total: totalJson(result.total),
    unlisted: {
      base: toJsonNumber(unlisted.base),
      next: toJsonNumber(unlisted.next),
      delta: toJsonNumber(unlisted.delta),
    },
    groups: Array.from({ length: groups.length }, (_, i) => groupRowJson(groups.at(i))),
    symbols: Array.from({ length: indices.length }, (_, i) => symbolRowJson(symbols.at(indices[i]))),
    renameCandidates: result.renameCandidates,
    costShifts: shifts.map(({ group, ratio, members }) => ({
      group,
      ratio,
      symbols: Array.from(members, (row) => symbols.nameAt(row)),
    })),
    gate: gate && gateJson(gate),
    plan: plan && planJson(plan),
    notes,
  };
}
