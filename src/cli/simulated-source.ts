import { findGroup } from "../analysis/group-rules.ts";
import { KERNEL_GROUPS } from "../analysis/kernel-groups.ts";
import type { Profile } from "../model/profile.ts";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { SimulationView } from "../report/simulation-view.ts";
import { toProfile } from "../simulator/profiler/to-profile.ts";
import { simulate } from "../simulator/simulate.ts";
import { titleOf } from "../simulator/title.ts";
import { readValue } from "./parameter-value.ts";
import type { Progress } from "./progress.ts";
import { DEFAULT_MACHINE, type SimulationSetup, setUpSimulation } from "./simulation-setup.ts";

/** What a `sim:` source names. */
interface SimulatedSource {
  readonly setup: SimulationSetup;
  readonly seed: number;
  readonly isExpected: boolean;
}

const ONE_PLACEMENT = { unit: "placements", total: 1 };

/**
 * Simulates what `sim:VARIANT[:NAME=VALUE…][:expected]` names: one seeded sample, or the expected ticks. NAME is
 * machine, nic, seed, a parameter, or its short name (chunk, driver). Throws usage errors.
 */
export async function simulateSource(source: string, progress: Progress): Promise<Profile> {
  const { setup, seed, isExpected } = await readSource(source);
  const task = progress.start(`simulating ${source}`, ONE_PLACEMENT);
  const simulation = simulate(setup.variant, setup.parameters, [seed], {
    onProgress: (done) => task.update(done),
  });
  task.finish();
  const profile = toProfile(simulation, { ticks: isExpected ? "expected" : { seed } });
  return { ...profile, provenance: { ...profile.provenance, path: source } };
}

/** Simulates the same once more with the causes of misses counted, which takes twice as long. Throws usage errors. */
export async function viewSimulatedSource(source: string, progress: Progress): Promise<SimulationView> {
  const { setup, seed } = await readSource(source);
  const task = progress.start(`counting misses of ${source}`, ONE_PLACEMENT);
  const simulation = simulate(setup.variant, setup.parameters, [seed], {
    classified: true,
    onProgress: (done) => task.update(done),
  });
  task.finish();
  return {
    simulation,
    title: titleOf(setup.variant, setup.parameters),
    machine: setup.machine,
    groupOf: (symbol) => KERNEL_GROUPS.groups[findGroup(KERNEL_GROUPS, symbol, "")],
    top: Infinity,
    filter: null,
  };
}

async function readSource(source: string): Promise<SimulatedSource> {
  const [name, ...words] = source.slice("sim:".length).split(":");
  const settings: Record<string, unknown> = {};
  let machine = DEFAULT_MACHINE;
  let nic: string | undefined;
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
    else if (key === "seed") seed = parseSeed(source, value);
    else settings[key] = readValue(key, value);
  }
  const setup = await setUpSimulation({ variant: name, machine, nic, settings });
  return { setup, seed, isExpected };
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
