import { findCostShifts } from "../analysis/cost-shift.ts";
import type { DiffResult } from "../analysis/diff-result.ts";
import { decideGate, type GateResult } from "../analysis/gate.ts";
import type { GateRule } from "../analysis/gate-rules.ts";
import { planRuns } from "../analysis/plan.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { DiffView } from "../report/diff-view.ts";

/** What is worked out of a comparison beside its rows, as the flags and the project ask. */
interface Questions {
  /** The rules of --fail-on or of the project; null without any. */
  readonly rules: readonly GateRule[] | null;
  readonly inconclusive?: "pass" | "fail" | undefined;
  readonly plan: boolean;
  readonly notes: readonly Diagnostic[];
}

/** Returns what a report shows of a comparison: the chosen rows, and what the limits, --plan and shifts of cost say of it. */
export function viewComparison(
  result: DiffResult,
  rows: Pick<DiffView, "symbols" | "filter">,
  { rules, inconclusive, plan, notes }: Questions,
): DiffView & { readonly gate: GateResult | null } {
  return {
    ...rows,
    shifts: findCostShifts(result),
    gate: rules && decideGate(result, rules, inconclusive),
    plan: plan ? planRuns(result) : null,
    notes,
  };
}
