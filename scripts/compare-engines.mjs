// Runs the simulator's commands on several Nodes and compares what they print, byte by byte: the same seed gives the same
// figures whatever engine computes them. `node scripts/compare-engines.mjs NODE...`, after a build; status 1 where two differ.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";

const COMMANDS = [
  ["simulate", "sg-csum", "--seeds", "2", "--json"],
  ["simulate", "no-sg", "--driver", "built-in", "--to", "readprofile"],
  ["diff", "sim:no-sg", "sim:sg-csum", "--json"],
  ["sweep", "--vary", "chunk=4K..16K", "--set", "work.wraps=0.02", "--set", "work.warmUp=0.02", "--json"],
];
const binary = fileURLToPath(new URL("../bin/run.js", import.meta.url));
const nodes = [process.execPath, ...process.argv.slice(2)];
for (const command of COMMANDS) {
  const hashes = nodes.map((node) => {
    const output = execFileSync(node, [binary, ...command], { stdio: ["ignore", "pipe", "ignore"] });
    const hash = createHash("sha256").update(output).digest("hex").slice(0, 16);
    const version = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
    process.stdout.write(`${hash}  ${version.padEnd(9)}  ${command.join(" ")}\n`);
    return hash;
  });
  if (new Set(hashes).size > 1) process.exitCode = 1;
}
