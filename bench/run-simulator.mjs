// Builds a benchmark of the simulator with the cores in it, as scripts/build.mjs does, and runs it:
// node bench/run-simulator.mjs cache|simulate [ARGUMENTS]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { coreDefines } from "../scripts/compile-wasm.mjs";

const [name, ...args] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "zcprof-bench-"));
const outfile = join(folder, `${name}.mjs`);
await build({
  entryPoints: [fileURLToPath(new URL(`${name}.ts`, import.meta.url))],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  define: await coreDefines(),
});
const { status } = spawnSync(process.execPath, [outfile, ...args], { stdio: "inherit" });
rmSync(folder, { recursive: true });
process.exitCode = status ?? 1;
