/**
 * Simulations: the nine variants of the mail with eight placements each, and the first answer of one variant in a fresh
 * process. CPU seconds, and as a ratio to a reference loop in the same run, because only ratios travel.
 */
import { defaultsOf } from "../src/simulator/parameters/resolve-parameters.ts";
import { simulate } from "../src/simulator/simulate.ts";
import { SIMULATION_PARAMETERS } from "../src/simulator/simulation-parameters.ts";
import { VARIANTS } from "../src/simulator/variants.ts";
import { reportFigure, secondsOf } from "./harness.ts";
import { runReferenceLoop } from "./reference-loop.ts";

const seeds = Array.from({ length: 8 }, (_, i) => i + 1);
const parameters = defaultsOf(SIMULATION_PARAMETERS);

// The first comes before anything is compiled, as a user's first answer does.
const first = secondsOf(() => simulate(VARIANTS[0], parameters, [1]));
const reference = secondsOf(runReferenceLoop);
const all = secondsOf(() => {
  for (const variant of VARIANTS) simulate(variant, parameters, seeds);
});
reportFigure("simulation of one variant, one placement, cold", first, "s", 1);
const job = `simulation of ${VARIANTS.length} variants, ${seeds.length} placements each`;
reportFigure(job, all, "s", 8);
reportFigure(`${job}, in reference loops of 1e8 turns`, all / reference, "loops", null);
