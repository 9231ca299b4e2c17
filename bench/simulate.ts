/**
 * Measures simulations: the nine variants of the mail with eight placements each, and the first answer of one variant
 * in a fresh process. CPU seconds, and as a ratio to a reference loop in the same run, because only ratios travel.
 * `node bench/run-simulator.mjs simulate [SEEDS] [general]` builds and runs it; `general` does without the core.
 */
import { defaultsOf } from "../src/simulator/parameters/resolve-parameters.ts";
import { simulate } from "../src/simulator/simulate.ts";
import { SIMULATION_PARAMETERS } from "../src/simulator/simulation-parameters.ts";
import { VARIANTS } from "../src/simulator/variants.ts";

const seeds = Array.from({ length: Number(process.argv[2] ?? 8) }, (_, i) => i + 1);
const choice = process.argv[3] === "general" ? { core: null } : {};
const parameters = defaultsOf(SIMULATION_PARAMETERS);

function secondsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function runReference(): number {
  let x = 1;
  for (let i = 0; i < 1e8; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
  return x;
}

// The first comes before anything is compiled, as a user's first answer does.
const first = secondsOf(() => simulate(VARIANTS[0], parameters, [1], choice));
const reference = secondsOf(runReference);
const print = (name: string, seconds: number, target: number): void =>
  console.log(
    `${name.padEnd(34)} ${seconds.toFixed(3)} s  ${(seconds / reference).toFixed(1)} x reference  target ${target} s`,
  );
console.log(`${"reference loop".padEnd(34)} ${reference.toFixed(3)} s`);
print("one variant, one placement, cold", first, 1);
let all = 0;
for (const variant of VARIANTS) {
  const seconds = secondsOf(() => simulate(variant, parameters, seeds, choice));
  all += seconds;
  console.log(`${variant.name.padEnd(34)} ${seconds.toFixed(3)} s`);
}
print(`${VARIANTS.length} variants, ${seeds.length} placements each`, all, 8);
