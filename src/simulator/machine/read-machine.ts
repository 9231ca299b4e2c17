import type { ParameterFault } from "../parameters/parameter.ts";
import { resolveParameters } from "../parameters/resolve-parameters.ts";
import { findGeometryFaults } from "./cache-geometry.ts";
import { geometryOf } from "./machine-geometry.ts";
import { MACHINE_PARAMETERS, type Machine } from "./machine-parameters.ts";
import { MACHINE_PRESETS } from "./machine-presets.ts";

/**
 * Reads a user's machine: an object of parameters laid over the preset that its `extends` names (`mendocino500`
 * where it names none). Returns every fault that it finds; with faults the machine cannot be simulated.
 */
export function readMachine(given: Readonly<Record<string, unknown>>): {
  readonly machine: Machine;
  readonly faults: readonly ParameterFault[];
} {
  const { extends: parent = "mendocino500", ...own } = given;
  const preset =
    typeof parent === "string" && Object.hasOwn(MACHINE_PRESETS, parent)
      ? MACHINE_PRESETS[parent]
      : undefined;
  if (preset === undefined) {
    const message = `${JSON.stringify(parent)} is none of ${Object.keys(MACHINE_PRESETS).join(", ")}`;
    return { machine: MACHINE_PRESETS.mendocino500.machine, faults: [{ name: "extends", message }] };
  }
  const { values, faults } = resolveParameters(MACHINE_PARAMETERS, preset.machine, own);
  return { machine: values, faults: [...faults, ...findMachineFaults(values)] };
}

/** Lists what cannot be where each value by itself could: caches and TLBs with more ways than lines. */
export function findMachineFaults(machine: Machine): ParameterFault[] {
  const caches = (["l1d", "l1i", "l2"] as const).flatMap((level) =>
    findGeometryFaults(geometryOf(machine, level)).map(([field, message]) => ({
      name: field === "block" ? "cache.line" : `${level}.${field}`,
      message: `${level}: ${message}`,
    })),
  );
  const tlbs = (["small", "large"] as const)
    .filter((half) => machine[`tlb.${half}Ways`] > machine[`tlb.${half}Entries`])
    .map((half) => ({
      name: `tlb.${half}Ways`,
      message: `${machine[`tlb.${half}Ways`]} ways, but only ${machine[`tlb.${half}Entries`]} entries`,
    }));
  return [...caches, ...tlbs];
}
