import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../cli/spawn-zcprof.ts";

/** package.json, as far as tests look at it. */
export interface Manifest {
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly allowScripts: Record<string, boolean>;
  readonly scripts: Record<string, string>;
}

/** An entry of package-lock.json. */
export interface LockedPackage {
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

/** Reads package.json. */
export function readManifest(): Manifest {
  return JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
}

/** Reads what the lock names, by its place (node_modules/x); the project itself left out. */
export function readLock(): ReadonlyMap<string, LockedPackage> {
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
  const entries = Object.entries<LockedPackage>(packages);
  return new Map(entries.filter(([path]) => path !== ""));
}
