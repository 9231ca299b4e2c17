import type { Declarations } from "../simulator/parameters/parameter.ts";
import { SEND_PARAMETERS } from "../simulator/send-parameters.ts";
import { SIMULATION_PARAMETERS } from "../simulator/simulation-parameters.ts";

/** Short words for parameters that are asked for often. */
export const SHORT_NAMES: Readonly<Record<string, string>> = {
  chunk: "work.chunk",
  method: "work.method",
  copy: "send.copy",
  cpus: "cpu.count",
  checksum: "nic.checksum",
  mitigation: "nic.mitigation",
  offset: "work.bufferOffset",
  driver: "nic.driver",
};

/** Every parameter that a setting may name. */
export const SETTABLE: Declarations = { ...SIMULATION_PARAMETERS, ...SEND_PARAMETERS };

/** Returns a parameter's full name for a short one, and any other name as it is. */
export function fullName(name: string): string {
  return Object.hasOwn(SHORT_NAMES, name) ? SHORT_NAMES[name] : name;
}

/**
 * Reads a value as it is typed: a number, also with K, M or G for 1024 bytes, 1024 K and 1024 M where the parameter is
 * in bytes; anything else is a word, which the parameter then takes or refuses.
 */
export function readValue(name: string, text: string): number | string {
  const declared = SETTABLE[fullName(name)];
  const isBytes = declared !== undefined && declared.type !== "choice" && declared.unit === "bytes";
  const [, digits, suffix] = /^(-?[\d.]+(?:e[+-]?\d+)?)([kKmMgG])?$/.exec(text) ?? [];
  if (digits === undefined || (suffix !== undefined && !isBytes)) return text;
  return Number(digits) * (suffix === undefined ? 1 : 1024 ** (1 + "kmg".indexOf(suffix.toLowerCase())));
}
