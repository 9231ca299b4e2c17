import type { Profile } from "../model/profile.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { DriverBuild } from "../simulator/profiler/build-addresses.ts";
import { toProfile } from "../simulator/profiler/to-profile.ts";
import { simulate } from "../simulator/simulate.ts";
import { DEFAULT_MACHINE, readValue, setUpSimulation } from "./simulation-setup.ts";

/**
 * Simulates what `sim:VARIANT[:NAME=VALUE…][:expected]` names: one seeded sample, or the expected ticks. NAME is
 * machine, nic, seed, driver (module or built-in), a parameter, or its short name (chunk). Throws usage errors.
 */
export async function simulateSource(source: string): Promise<Profile> {
  const [name, ...words] = source.slice("sim:".length).split(":");
  const settings: Record<string, unknown> = {};
  let machine = DEFAULT_MACHINE;
  let nic: string | undefined;
  let driver: DriverBuild = "module";
  let seed = 1;
  let isExpected = false;
  for (const word of words) {
    const equals = word.indexOf("=");
    const key = equals < 0 ? word : word.slice(0, equals);
    const value = word.slice(equals + 1);
    if (word === "expected") isExpected = true;
    else if (equals <= 0 || value === "") throw badWord(source, word);
    else if (key === "machine") machine = value;
    else if (key === "nic") nic = value;
    else if (key === "driver" && (value === "module" || value === "built-in")) driver = value;
    else if (key === "seed") seed = parseSeed(source, value);
    else settings[key] = readValue(key, value);
  }
  const { variant, parameters } = await setUpSimulation({ variant: name, machine, nic, settings });
  const profile = toProfile(simulate(variant, parameters, [seed]), {
    driver,
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
    hint: "after sim:VARIANT stand chunk=BYTES, machine=NAME, nic=NAME, seed=0..4294967295, driver=built-in, PARAMETER=VALUE or expected, each after a colon",
  });
}
