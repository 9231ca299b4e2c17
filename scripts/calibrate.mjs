// Calibrates the simulator on the mail of 2001-02-11 and writes src/simulator/calibration/calibrated-costs.json.
// node scripts/calibrate.mjs [seeds]: 32 placements take some four CPU minutes.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { coreDefines } from "./compile-wasm.mjs";

const DEPTHS = [12, 13, 14, 15, 16, 18, 20, 24, 32];
const seeds = Array.from({ length: Number(process.argv[2] ?? 32) }, (_, i) => i + 1);
const target = "src/simulator/calibration/calibrated-costs.json";

const entry = `
  export { calibrate } from "./src/simulator/calibration/calibrate.ts";
  export { simulate } from "./src/simulator/simulate.ts";
  export { findVariant } from "./src/simulator/variants.ts";
  export { defaultsOf } from "./src/simulator/parameters/resolve-parameters.ts";
  export { SIMULATION_PARAMETERS } from "./src/simulator/simulation-parameters.ts";
`;
const folder = mkdtempSync(join(tmpdir(), "zcprof-calibrate-"));
const outfile = join(folder, "calibrate.mjs");
await build({
  stdin: { contents: entry, resolveDir: process.cwd(), loader: "ts" },
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  define: await coreDefines(),
});
const { calibrate, simulate, findVariant, defaultsOf, SIMULATION_PARAMETERS } = await import(
  pathToFileURL(outfile).href
);
rmSync(folder, { recursive: true });

const defaults = defaultsOf(SIMULATION_PARAMETERS);
const measure = (variant, change, cycles) => {
  console.error(`${variant}, K = ${change["tcp.depth"]}`);
  return simulate(findVariant(variant), { ...defaults, ...change }, seeds, { cycles });
};
const fit = calibrate(measure, DEPTHS);
const round = (value, digits) => Number(value.toFixed(digits));
/** Ticks to a tenth, points of load to a hundredth. */
const roundFigure = (figure, value) => value && round(value, figure.includes(" - ") ? 2 : 1);
const calibration = {
  listings: "the mail of 2001-02-11 (examples/mail-2001-02-11.txt)",
  placements: { first: 1, last: seeds.length },
  ...fit,
  wraps: defaults["work.wraps"],
  depth: fit.depth.map(({ segments, chiSquare }) => ({ segments, chiSquare: round(chiSquare, 2) })),
  costs: Object.fromEntries(
    Object.entries(fit.costs).map(([name, cost]) => [
      name,
      { ...cost, value: round(cost.value, 1), error: round(cost.error, 1) },
    ]),
  ),
  chiSquare: round(fit.chiSquare, 1),
  leftOut: fit.leftOut.map(({ figure, ...row }) => ({
    figure,
    measured: roundFigure(figure, row.measured),
    fitted: roundFigure(figure, row.fitted),
    withoutIt: roundFigure(figure, row.withoutIt),
  })),
  functions: Object.fromEntries(
    Object.entries(fit.functions).map(([name, { cycles, error, from }]) => [
      name,
      { cycles: Math.round(cycles), error: error === null ? null : Math.round(error), from },
    ]),
  ),
};
writeFileSync(target, `${JSON.stringify(calibration, null, 2)}\n`);
execFileSync("npx", ["biome", "format", "--write", target], { stdio: "inherit" });
const line = (first, ...rest) =>
  console.log(`  ${first.padEnd(36)}${rest.map((cell) => String(cell).padStart(12)).join("")}`);
console.log(
  `Used: the ${fit.rows} rows and the totals of the first two listings of the mail of 2001-02-11, five rows of the third,`,
);
console.log(`and the page-aligned pair. ${seeds.length} placements.`);
console.log(
  `K = ${fit.segments}, one deviation ${fit.interval.least} to ${fit.interval.largest} of ${DEPTHS.join(", ")}\n`,
);
line("K", "chi-square");
for (const { segments, chiSquare } of calibration.depth) line(String(segments), chiSquare);
console.log("\nCosts in cycles, within their ranges\n");
line("cost", "cycles", "error", "from", "to", "");
for (const [name, { value, error, low, high, isAtBound }] of Object.entries(calibration.costs))
  line(name, value, isAtBound ? "-" : error, low, high, isAtBound ? "AT ITS END" : "");
console.log(
  `\nWarm cycles, 0 or more; chi-square ${calibration.chiSquare} over ${fit.rows} rows; ${fit.notes.join("; ")}\n`,
);
line("function", "cycles", "error");
for (const [name, { cycles, error }] of Object.entries(calibration.functions))
  line(name, cycles, error ?? "-");
console.log(
  "\nEach figure predicted by the others, in ticks, the pair in points (copies: costs and K of the others)\n",
);
line("figure", "mail", "fitted", "without it");
for (const { figure, measured, fitted, withoutIt } of calibration.leftOut)
  line(figure, measured, fitted, withoutIt ?? "-");
