import type { Profile } from "../model/profile.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import { toProfile } from "../simulator/profiler/to-profile.ts";
import { simulate } from "../simulator/simulate.ts";
import { setUpSimulation } from "./simulation-setup.ts";

/** Short words of a source for parameters that are asked for often. */
const SHORT: Readonly<Record<string, string>> = { chunk: "work.chunk" };

/**
 * Simulates what `sim:VARIANT[:NAME=VALUE…][:expected]` names: one seeded sample with the driver as a module, or the
 * expected ticks. NAME is chunk, machine, seed or a parameter. Throws usage errors.
 */
export function simulateSource(source: string): Profile {
  const [name, ...words] = source.slice("sim:".length).split(":");
  const settings: Record<string, unknown> = {};
  let machine = "mendocino500";
  let seed = 1;
  let isExpected = false;
  for (const word of words) {
    const equals = word.indexOf("=");
    const key = equals < 0 ? word : word.slice(0, equals);
    const value = word.slice(equals + 1);
    if (word === "expected") isExpected = true;
    else if (equals <= 0 || value === "") throw badWord(source, word);
    else if (key === "machine") machine = value;
    else if (key === "seed") seed = parseSeed(source, value);
    else settings[SHORT[key] ?? key] = /^-?[\d.]+(e\d+)?$/i.test(value) ? Number(value) : value;
  }
  const { variant, parameters } = setUpSimulation(name, machine, settings);
  const profile = toProfile(simulate(variant, parameters, [seed]), {
    driver: "module",
    ticks: isExpected ? "expected" : { seed },
  });
  return { ...profile, provenance: { ...profile.provenance, path: source } };
}

function parseSeed(source: string, text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed < 2 ** 32) return seed;
  throw badWord(source, `seed=${text}`);
}

function badWord(source: string, word: string): ZcprofError {
  return new ZcprofError("usage", {
    code: "simulation/bad-source",
    message: `${source}: cannot understand ${JSON.stringify(word)}`,
    hint: "after sim:VARIANT stand chunk=BYTES, machine=NAME, seed=0..4294967295, PARAMETER=VALUE or expected, each after a colon",
  });
}
