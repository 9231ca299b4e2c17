import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../cli/spawn-zcprof.ts";

export interface PackedFile {
  readonly path: string;
  readonly size: number;
}

/** What npm made of the package: the tarball's path and what it holds. */
export interface Packed {
  readonly tarball: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly PackedFile[];
}

/** An npm that knows neither the caller's cache nor its settings, and reaches no registry. */
export function runNpm(args: readonly string[], cwd: string): { status: number | null; output: string } {
  const home = mkdtempSync(join(tmpdir(), "zcprof-home-"));
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: home,
    npm_config_cache: join(home, "cache"),
    npm_config_offline: "true",
    npm_config_update_notifier: "false",
    npm_config_audit: "false",
    npm_config_fund: "false",
    LANG: "C.UTF-8",
  };
  const { status, stdout, stderr } = spawnSync("npm", [...args], { cwd, env, encoding: "utf8" });
  return { status, output: status === 0 ? stdout : stdout + stderr };
}

/** Packs what is built into a new folder. */
export function packProject(): Packed {
  const folder = mkdtempSync(join(tmpdir(), "zcprof-pack-"));
  const { status, output } = runNpm(
    ["pack", "--ignore-scripts", "--json", "--pack-destination", folder],
    ROOT,
  );
  if (status !== 0) throw new Error(output);
  // An array in npm 11, an object with a key for each package in npm 12.
  const [packed] = Object.values<Packed & { filename: string }>(JSON.parse(output));
  return { ...packed, tarball: join(folder, packed.filename) };
}
