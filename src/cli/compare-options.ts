import type { CompareOptions } from "../analysis/compare.ts";
import type { GroupRules } from "../analysis/group-rules.ts";
import { parseSymbolMapping } from "../analysis/symbol-mapping.ts";
import { parseWithout } from "../analysis/without.ts";
import { chooseExposure, type ExposureWishes } from "./exposure.ts";

/** Values of the flags that say how profiles are compared. */
export interface CompareWishes
  extends Required<Pick<CompareOptions, "level" | "margin" | "correction" | "interval" | "paired">> {
  readonly exposure?: string | undefined;
  readonly normalize?: string | undefined;
  readonly "map-symbol"?: readonly string[] | undefined;
  readonly without?: readonly string[] | undefined;
}

/** Returns how to compare, and what tells the runs of a manifest. Throws located errors. */
export function readCompareOptions(
  wishes: CompareWishes,
  groups: GroupRules,
): { options: CompareOptions; state: ExposureWishes["state"] } {
  const { level, margin, correction, interval, paired } = wishes;
  const { normalize, state } = chooseExposure(wishes.exposure, wishes.normalize);
  const options = {
    normalize,
    mapping: parseSymbolMapping(wishes["map-symbol"] ?? []),
    groups,
    without: parseWithout(wishes.without ?? [], groups),
    level,
    margin,
    correction,
    interval,
    paired,
  };
  return { options, state };
}
