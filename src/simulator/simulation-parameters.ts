import { MACHINE_PARAMETERS } from "./machine/machine-parameters.ts";
import { NIC_PARAMETERS } from "./nic/nic-parameters.ts";
import type { ValuesOf } from "./parameters/parameter.ts";
import { WORKLOAD_PARAMETERS } from "./workload/workload-parameters.ts";

/** Every parameter of a simulation, declared once in its own room. */
export const SIMULATION_PARAMETERS = {
  ...MACHINE_PARAMETERS,
  ...NIC_PARAMETERS,
  ...WORKLOAD_PARAMETERS,
} as const;

/** The values that one simulation runs with. */
export type SimulationParameters = ValuesOf<typeof SIMULATION_PARAMETERS>;
