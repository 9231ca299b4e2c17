/**
 * Runs the benchmarks and prints the table of docs/performance.md: `npm run bench [-- PART... [--folder FOLDER]]` after
 * `npm run build`. Without a part all run, which takes half an hour. Each part is bundled as the program is, with the
 * compiled cores, and runs in a process of its own. Generated files go to FOLDER, which is then kept, and used again.
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { coreDefines } from "../scripts/compile-wasm.mjs";

const PARTS = [
  "start",
  "readprofile-text",
  "raw-profile",
  "stacks",
  "pprof",
  "perf-data",
  "replicates",
  "trace",
  "cache",
  "simulate",
  "dashboard",
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { folder: { type: "string" } },
});
const unknown = positionals.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) throw new Error(`no part ${unknown.join(", ")}; there are ${PARTS.join(", ")}`);

const folder = values.folder ?? mkdtempSync(join(tmpdir(), "zcprof-bench-"));
const bundles = mkdtempSync(join(tmpdir(), "zcprof-bench-"));
mkdirSync(folder, { recursive: true });
const rows = [];
const absent = new Set();
try {
  for (const part of positionals.length > 0 ? positionals : PARTS) await runPart(part);
} finally {
  rmSync(bundles, { recursive: true });
  if (values.folder === undefined) rmSync(folder, { recursive: true });
}
printTable();

async function runPart(part) {
  console.error(`${part}:`);
  const outfile = join(bundles, `${part}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL(`${part}.ts`, import.meta.url))],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    define: await coreDefines(),
  });
  const child = spawn(process.execPath, [outfile, folder], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("close", resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    const { row, absent: name } = JSON.parse(line);
    if (row === undefined) absent.add(name);
    else rows.push(row);
  }
  const status = await ended;
  if (status !== 0) throw new Error(`${part} ended with ${status}`);
}

function printTable() {
  const machine = `${cpus().length} x ${cpus()[0].model.trim()}`;
  console.log(`Seen on ${new Date().toISOString().slice(0, 10)}, ${machine}, Node ${process.versions.node}.`);
  if (absent.size > 0) console.log(`Left out, as it is not installed: ${[...absent].join(", ")}.`);
  console.log("\n| job | peer | seen | gross | target | |\n|---|---|---|---|---|---|");
  for (const { job, peer, seen, gross, target, isKept } of rows) {
    const verdict = isKept === null ? "" : isKept ? "kept" : "missed";
    console.log(`| ${[job, peer, seen, gross, target, verdict].join(" | ")} |`);
  }
}
