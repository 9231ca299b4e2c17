import { describe, expect, it } from "vitest";
import { readLock, readManifest } from "./project-json.ts";

const lock = readLock();
const { allowScripts, devDependencies } = readManifest();

// Licences of what only builds and tests: none of it is handed on.
const DEVELOPMENT = [
  "MIT",
  "ISC",
  "BSD-3-Clause",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "0BSD",
  "MPL-2.0",
  "MIT OR Apache-2.0",
  // The table of browsers that Babel brings along.
  "CC-BY-4.0",
];
// Packages whose licence the lock cannot tell: jstat states MIT in a form that npm no longer reads, lib-r-math.js points at its
// file (MIT), and type-fest gives a choice (MIT or CC0-1.0).
const OTHERWISE = ["jstat", "lib-r-math.js", "type-fest"];

describe("what the build is made of", () => {
  it("is locked to one version each, with a checksum", () => {
    expect(lock.size).toBeGreaterThan(200);
    const loose = Object.entries(devDependencies).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    expect(loose).toEqual([]);
    for (const [name, version] of Object.entries(devDependencies))
      expect([name, lock.get(`node_modules/${name}`)?.version]).toEqual([name, version]);
    const unchecked = [...lock].filter(
      ([, { integrity, link }]) => link === true || integrity?.startsWith("sha512-") !== true,
    );
    expect(unchecked.map(([path]) => path)).toEqual([]);
    const elsewhere = [...lock].filter(
      ([, { resolved }]) => resolved !== undefined && !resolved.startsWith("https://"),
    );
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });

  it("runs no script when it is installed, but for esbuild", () => {
    const scripted = [...lock].filter(([, { hasInstallScript }]) => hasInstallScript === true);
    expect(scripted.map(([path]) => path)).toEqual(["node_modules/esbuild"]);
    expect(allowScripts).toEqual({ esbuild: true });
  });

  it("is complete for every platform, so that npm ci works on each", () => {
    const missing = [...lock].flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !lock.has(`node_modules/${name}`) && !lock.has(`${path}/node_modules/${name}`),
      ),
    );
    expect(missing).toEqual([]);
  });

  it("is under licences that are known here", () => {
    const unknown = [...lock].filter(
      ([path, { license }]) =>
        !DEVELOPMENT.includes(license ?? "") &&
        !OTHERWISE.some((name) => path.endsWith(`node_modules/${name}`)),
    );
    expect(unknown.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
  });
});
