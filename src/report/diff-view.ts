import type { CostShift } from "../analysis/cost-shift.ts";
import type { GateResult } from "../analysis/gate.ts";
import type { Plan } from "../analysis/plan.ts";
import type { Diagnostic } from "../model/diagnostic.ts";

/** Which symbols of a comparison are shown; whoever calls has ordered and chosen them. */
export interface DiffView {
  /** Indices of `result.symbols`, in the order wanted; only these rows are ever made. */
  readonly symbols: ArrayLike<number>;
  /** Expression of --filter, to say why rows are missing; null without one. */
  readonly filter: string | null;
  /** Ticks that moved between symbols of a group. */
  readonly shifts?: readonly CostShift[];
  /** What --fail-on decided; null without it. */
  readonly gate?: GateResult | null;
  /** What --plan worked out; null without it. */
  readonly plan?: Plan | null;
  /** What else a reader should know, such as the project file in force. */
  readonly notes?: readonly Diagnostic[];
}
