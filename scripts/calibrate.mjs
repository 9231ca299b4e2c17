// Calibrates the simulator on the first two listings of the mail and writes src/simulator/calibration/calibrated-costs.json.
// node scripts/calibrate.mjs [seeds]: 16 placements take two to three CPU minutes.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { coreDefines } from "./compile-wasm.mjs";

const DEPTHS = [12, 13, 14, 15, 16, 18, 20, 24, 32];
const seeds = Array.from({ length: Number(process.argv[2] ?? 16) }, (_, i) => i + 1);
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
const measure = (variant, depth, cycles) => {
  console.error(`${variant}, K = ${depth}`);
  return simulate(findVariant(variant), { ...defaults, "tcp.depth": depth }, seeds, { cycles });
};
const fit = calibrate(measure, DEPTHS);
const round = (value, digits) => Number(value.toFixed(digits));
const calibration = {
  listings: "the first two of the mail of 2001-02-11 (examples/mail-2001-02-11.txt)",
  placements: { first: 1, last: seeds.length },
  ...fit,
  wraps: defaults["work.wraps"],
  depth: fit.depth.map(({ segments, chiSquare }) => ({ segments, chiSquare: round(chiSquare, 2) })),
  chiSquare: round(fit.chiSquare, 1),
  leftOut: fit.leftOut.map((row) => ({
    ...row,
    measured: round(row.measured, 1),
    fitted: round(row.fitted, 1),
    withoutIt: row.withoutIt === null ? null : round(row.withoutIt, 1),
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
  `Used: the ${fit.rows} rows and the totals of the first two listings of the mail of 2001-02-11. ${seeds.length} placements.`,
);
console.log(
  `K = ${fit.segments}, one deviation ${fit.interval.least} to ${fit.interval.largest} of ${DEPTHS.join(", ")}\n`,
);
line("K", "chi-square");
for (const { segments, chiSquare } of calibration.depth) line(String(segments), chiSquare);
console.log(
  `\nWarm cycles, 0 or more; chi-square ${calibration.chiSquare} over ${fit.rows} rows; ${fit.notes.join("; ")}\n`,
);
line("function", "cycles", "error");
for (const [name, { cycles, error }] of Object.entries(calibration.functions))
  line(name, cycles, error ?? "-");
console.log(
  "\nEach row predicted by the others, in ticks (K by the other copy rows; cycles by the other listing)\n",
);
line("figure", "mail", "fitted", "without it");
for (const { figure, measured, fitted, withoutIt } of calibration.leftOut)
  line(figure, measured, fitted, withoutIt ?? "-");
