import type { Diagnostic } from "../model/diagnostic.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { Machine } from "../simulator/machine/machine-parameters.ts";
import { findMachineFaults } from "../simulator/machine/read-machine.ts";
import { NIC_PRESETS } from "../simulator/nic/nic-parameters.ts";
import type { ParameterFault } from "../simulator/parameters/parameter.ts";
import { defaultsOf, resolveParameters } from "../simulator/parameters/resolve-parameters.ts";
import { SEND_PARAMETERS, toSendOptions, toSendValues } from "../simulator/send-parameters.ts";
import { SIMULATION_PARAMETERS, type SimulationParameters } from "../simulator/simulation-parameters.ts";
import { describeVariant, findVariant, VARIANTS, type Variant } from "../simulator/variants.ts";
import { loadMachine, type NamedMachine } from "./machine-file.ts";
import { fullName } from "./parameter-value.ts";

/** The machine of the mail, on which the simulator is calibrated. */
export const DEFAULT_MACHINE = "mendocino500";

/** Words that choose many parameters at once. */
export interface SetupWords {
  readonly variant: string;
  /** A preset's name or a machine file. */
  readonly machine: string;
  readonly nic?: string | undefined;
  /** Values by parameter or short name, as they were typed. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What is to be simulated. */
export interface SimulationSetup {
  readonly variant: Variant;
  /** A preset's name, or the path of its file. */
  readonly machine: string;
  readonly parameters: SimulationParameters;
}

/** Finds variant, machine and interface and lays the settings over them. Throws usage, input and parse errors that list what exists. */
export async function setUpSimulation(words: SetupWords): Promise<SimulationSetup> {
  return setUpOnMachine(await loadMachine(words.machine), words);
}

/** Does the same on a machine that was found before. Throws usage errors. */
export function setUpOnMachine(
  machine: NamedMachine,
  { variant, nic, settings }: Omit<SetupWords, "machine">,
): SimulationSetup {
  return layOver(requireVariant(variant), machine, requireNic(nic), settings);
}

function layOver(
  named: Variant,
  { name, machine }: NamedMachine,
  nic: Readonly<Record<string, unknown>>,
  settings: Readonly<Record<string, unknown>>,
): SimulationSetup {
  const entries = Object.entries(settings).map(([key, value]) => [fullName(key), value] as const);
  const send = resolveParameters(
    SEND_PARAMETERS,
    toSendValues(named.options),
    Object.fromEntries(entries.filter(([key]) => isSend(key))),
  );
  const base = resolveParameters(SIMULATION_PARAMETERS, withMachine(machine), nic).values;
  const { values, faults } = resolveParameters(
    SIMULATION_PARAMETERS,
    base,
    Object.fromEntries(entries.filter(([key]) => !isSend(key))),
  );
  const found = [...send.faults, ...faults, ...findMachineFaults(values)];
  if (found.length > 0) throw badParameters(found);
  return { variant: describeVariant(toSendOptions(send.values)), machine: name, parameters: values };
}

function isSend(key: string): boolean {
  return key.startsWith("send.");
}

function withMachine(machine: Machine): SimulationParameters {
  return { ...defaultsOf(SIMULATION_PARAMETERS), ...machine };
}

function badParameters(faults: readonly ParameterFault[]): ZcprofError {
  return usage({
    code: "simulation/bad-parameter",
    message: faults.map(({ name, message }) => `${name}: ${message}`).join("; "),
    hint: "zcprof simulate --list parameters has every parameter with its range",
  });
}

function requireVariant(name: string): Variant {
  const variant = findVariant(name);
  if (variant !== undefined) return variant;
  throw usage({
    code: "simulation/unknown-variant",
    message: `there is no variant ${JSON.stringify(name)}`,
    hint: `there are ${VARIANTS.map((known) => known.name).join(", ")}`,
  });
}

function requireNic(name: string | undefined): Readonly<Record<string, unknown>> {
  if (name === undefined) return {};
  const preset = Object.entries(NIC_PRESETS).find(([known]) => known === name);
  if (preset !== undefined) return preset[1];
  throw usage({
    code: "simulation/unknown-nic",
    message: `there is no interface ${JSON.stringify(name)}`,
    hint: `there are ${Object.keys(NIC_PRESETS).join(", ")}`,
  });
}

function usage(diagnostic: Diagnostic): ZcprofError {
  return new ZcprofError("usage", diagnostic);
}
