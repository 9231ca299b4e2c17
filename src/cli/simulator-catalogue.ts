import type { CatalogueOfSimulator, ListedParameter } from "../report/simulator-catalogue-report.ts";
import { MACHINE_PRESETS } from "../simulator/machine/machine-presets.ts";
import { NIC_PRESETS } from "../simulator/nic/nic-parameters.ts";
import type { Parameter } from "../simulator/parameters/parameter.ts";
import { VARIANTS } from "../simulator/variants.ts";
import { SETTABLE, SHORT_NAMES } from "./parameter-value.ts";

/** Lists everything that can be named to the simulator. */
export function listSimulator(): CatalogueOfSimulator {
  return {
    variants: VARIANTS,
    machines: Object.entries(MACHINE_PRESETS).map(([name, { title }]) => ({ name, title })),
    nics: Object.entries(NIC_PRESETS).map(([name, differences]) => ({ name, differences })),
    parameters: Object.entries(SETTABLE).map(([name, parameter]) => listParameter(name, parameter)),
  };
}

function listParameter(name: string, parameter: Parameter): ListedParameter {
  const short = Object.entries(SHORT_NAMES).find(([, full]) => full === name)?.[0] ?? null;
  const { meaning, source, type, default: value } = parameter;
  const range =
    parameter.type === "choice"
      ? { choices: parameter.choices, min: null, max: null, unit: "" }
      : { choices: null, min: parameter.min, max: parameter.max, unit: parameter.unit };
  return { name, short, type, default: value, ...range, meaning, source };
}
