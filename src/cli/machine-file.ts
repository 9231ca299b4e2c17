import { existsSync } from "node:fs";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { Machine } from "../simulator/machine/machine-parameters.ts";
import { MACHINE_PRESETS } from "../simulator/machine/machine-presets.ts";

/** A machine with the name by which the user chose it. */
export interface NamedMachine {
  readonly name: string;
  readonly machine: Machine;
}

/** Returns a preset, or the machine of a file (see machine-document.ts). Throws usage, input and parse errors. */
export async function loadMachine(word: string): Promise<NamedMachine> {
  if (Object.hasOwn(MACHINE_PRESETS, word)) return { name: word, machine: MACHINE_PRESETS[word].machine };
  if (!existsSync(word)) {
    throw new ZcprofError("usage", {
      code: "machine/unknown",
      message: `there is no machine ${JSON.stringify(word)}, and no file of that name`,
      hint: `there are ${Object.keys(MACHINE_PRESETS).join(", ")}; or give a YAML or JSON file`,
    });
  }
  const { readMachineFile } = await import("./machine-document.ts");
  return { name: word, machine: readMachineFile(word) };
}
