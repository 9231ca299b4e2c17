// Runs the packed program, and the tests that spawn it, on every supported Node: `npm run matrix`. The Nodes come from the
// registry's node-<platform>-<arch> packages, which carry the binary; everything else runs offline. By default the tests
// of the command line; `npm run matrix -- --all` the tests of all commands; `-- 24.22.3` on that Node only.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

// The oldest that is tested, and the newest of each line that is supported.
const VERSIONS = ["20.20.2", "22.23.5", "24.22.3", "26.12.1"];
const TESTS = ["test/cli/binary.test.ts", "test/cli/usage.test.ts", "test/readme.test.ts"];
const ALL_TESTS = ["test/cli", "test/commands", "test/readme.test.ts"];

const root = fileURLToPath(new URL("..", import.meta.url));
const { values, positionals } = parseArgs({ options: { all: { type: "boolean" } }, allowPositionals: true });
const folder = mkdtempSync(join(tmpdir(), "zcprof-matrix-"));
const failed = [];
try {
  const tarball = pack(".", root);
  for (const version of positionals.length > 0 ? positionals : VERSIONS) {
    if (!tryOn(version, tarball)) failed.push(version);
  }
} finally {
  rmSync(folder, { recursive: true });
}
if (failed.length > 0) {
  console.error(`matrix: failed on Node ${failed.join(", ")}`);
  process.exitCode = 1;
}

/** Installs the tarball on this Node and runs the tests there against it; returns whether all went well. */
function tryOn(version, tarball) {
  const node = fetchNode(version);
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
  const place = join(folder, `install-${version}`);
  mkdirSync(place);
  writeFileSync(join(place, "package.json"), "{}");
  const npm = ["install", "--offline", "--no-audit", "--no-fund", "--cache", join(place, "cache"), tarball];
  const installed = spawnSync(node, [npmProgram(), ...npm], { cwd: place, env, encoding: "utf8" });
  if (installed.status !== 0) {
    console.error(installed.stdout + installed.stderr);
    return false;
  }
  const bin = join(place, "node_modules/zcprof/bin/run.js");
  const said = execFileSync(node, [bin, "--version"], { encoding: "utf8" }).trim();
  console.log(`matrix: ${said}`);
  if (!said.endsWith(`node-v${version}`)) return false;
  const vitest = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--maxWorkers=2",
    "--testTimeout=300000",
    ...(values.all ? ALL_TESTS : TESTS),
  ];
  const tests = spawnSync(node, vitest, { cwd: root, env: { ...env, ZCPROF_BIN: bin }, stdio: "inherit" });
  return tests.status === 0;
}

/** Returns the path of a Node binary, unpacked from the registry's package. */
function fetchNode(version) {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const place = join(folder, `node-${version}`);
  mkdirSync(place);
  const archive = pack(`node-${platform}-${process.arch}@${version}`, place);
  execFileSync("tar", ["-xzf", archive, "-C", place]);
  return join(place, "package/bin/node");
}

/** Packs a folder or a package of the registry; returns the tarball. */
function pack(what, cwd) {
  const args = [npmProgram(), "pack", what, "--ignore-scripts", "--silent", "--pack-destination", folder];
  return join(folder, execFileSync(process.execPath, args, { cwd, encoding: "utf8" }).trim());
}

/** Returns the npm that runs this script: the Nodes of the registry's packages come without one. */
function npmProgram() {
  const { npm_execpath: path } = process.env;
  if (path === undefined) throw new Error("run it through npm: npm run matrix");
  return path;
}
