import { MACHINE_PRESETS } from "./machine/machine-presets.ts";
import { defaultsOf } from "./parameters/resolve-parameters.ts";
import { SIMULATION_PARAMETERS, type SimulationParameters } from "./simulation-parameters.ts";
import type { Variant } from "./variants.ts";

/** Of more settings than this only the first are listed and the others counted: a title is a few lines of a comparison's head. */
const MOST_SETTINGS = 10;
const FIRST_SETTINGS = 4;

/**
 * Returns the mail's words for a variant, with the call and the chunk that are really simulated in place of send(8k), and
 * after them what is not as on the mail's machine: the preset that is nearest, and parameters that differ from it.
 */
export function titleOf({ title }: Variant, parameters: SimulationParameters): string {
  const call = `${parameters["work.method"]}(${formatBytes(parameters["work.chunk"]).toLowerCase()})`;
  const [preset, settings] = findSettings(parameters);
  const listed =
    settings.length > MOST_SETTINGS
      ? [...settings.slice(0, FIRST_SETTINGS), `${settings.length - FIRST_SETTINGS} more settings`]
      : settings;
  return [title.replace("send(8k)", call), ...preset, ...listed].join(", ");
}

/** Returns the preset by name, none for the mail's machine, and what differs from it as `--set` takes it. */
function findSettings(parameters: SimulationParameters): [preset: string[], settings: string[]] {
  const defaults = defaultsOf(SIMULATION_PARAMETERS);
  const [nearest] = Object.entries(MACHINE_PRESETS)
    .map(([name, { machine }]) => ({ name, settings: listSettings(parameters, { ...defaults, ...machine }) }))
    .sort((a, b) => a.settings.length - b.settings.length);
  // Sorting keeps the order of equals, and the mail's machine comes first.
  return [nearest.name === Object.keys(MACHINE_PRESETS)[0] ? [] : [nearest.name], nearest.settings];
}

/** The call and the chunk stand in the variant's words. */
const IN_WORDS: ReadonlySet<string> = new Set(["work.method", "work.chunk"]);

function listSettings(values: SimulationParameters, others: SimulationParameters): string[] {
  const own: Readonly<Record<string, number | string>> = values;
  const base: Readonly<Record<string, number | string>> = others;
  return Object.entries(SIMULATION_PARAMETERS).flatMap(([name, parameter]) => {
    const value = own[name];
    if (value === base[name] || IN_WORDS.has(name)) return [];
    const isBytes = parameter.type !== "choice" && parameter.unit === "bytes";
    return [`${name}=${isBytes ? formatBytes(Number(value)) : value}`];
  });
}

function formatBytes(bytes: number): string {
  if (bytes === 0 || bytes % 1024 !== 0) return String(bytes);
  return bytes % 1_048_576 === 0 ? `${bytes / 1_048_576}M` : `${bytes / 1024}K`;
}
