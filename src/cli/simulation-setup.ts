import { ZcprofError } from "../model/zcprof-error.ts";
import { findMachineFaults, readMachine } from "../simulator/machine/read-machine.ts";
import { defaultsOf, resolveParameters } from "../simulator/parameters/resolve-parameters.ts";
import { SIMULATION_PARAMETERS, type SimulationParameters } from "../simulator/simulation-parameters.ts";
import { findVariant, VARIANTS, type Variant } from "../simulator/variants.ts";

/**
 * Finds a variant and lays a machine (a name that `extends` takes) and settings over the defaults. Throws usage
 * errors that list what exists.
 */
export function setUpSimulation(
  name: string,
  machine: string,
  settings: Readonly<Record<string, unknown>>,
): { readonly variant: Variant; readonly parameters: SimulationParameters } {
  const variant = findVariant(name);
  if (variant === undefined) {
    throw new ZcprofError("usage", {
      code: "simulation/unknown-variant",
      message: `there is no variant ${JSON.stringify(name)}`,
      hint: `there are ${VARIANTS.map((known) => known.name).join(", ")}`,
    });
  }
  const read = readMachine({ extends: machine });
  const base = { ...defaultsOf(SIMULATION_PARAMETERS), ...read.machine };
  const { values, faults } = resolveParameters(SIMULATION_PARAMETERS, base, settings);
  const found = [...read.faults, ...faults, ...findMachineFaults(values)];
  if (found.length === 0) return { variant, parameters: values };
  throw new ZcprofError("usage", {
    code: "simulation/bad-parameter",
    message: found
      .map((fault) => `${fault.name === "extends" ? "machine" : fault.name}: ${fault.message}`)
      .join("; "),
    hint: "docs/simulator.md says where parameters are declared",
  });
}
