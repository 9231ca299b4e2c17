import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, spawnZcprof } from "../cli/spawn-zcprof.ts";
import { packProject, runNpm } from "./packed.ts";
import { readManifest } from "./project-json.ts";

const MAIL = ["diff", "example:mail#1", "example:mail#2"];
// What the package weighs is a decision: whoever needs more raises the number and says why. In bytes. 76 files, 1.10 MB packed and
// 2.80 MB unpacked when this was written, half of it the program and the screens; the rest is room for documents. The program is in four
// files since, which no longer share what compresses: 35 kB for 14 ms of each start.
const MOST = { files: 90, packed: 1_150_000, unpacked: 3_000_000 };

const manifest = readManifest();
const packed = packProject();
const paths = packed.files.map(({ path }) => path);

describe("the package", () => {
  it("depends on nothing, and runs nothing when it is installed", () => {
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, scripts } = manifest;
    expect({ dependencies, optionalDependencies, peerDependencies }).toEqual({
      dependencies: {},
      optionalDependencies: {},
      peerDependencies: {},
    });
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$/.test(name))).toEqual([]);
    expect(paths.filter((path) => /\.(node|gyp|gypi|c|cc|cpp|so|dll|dylib)$/.test(path))).toEqual([]);
  });

  it("keeps its weight", () => {
    expect(packed.files.length).toBeLessThanOrEqual(MOST.files);
    expect(packed.size).toBeLessThanOrEqual(MOST.packed);
    expect(packed.unpackedSize).toBeLessThanOrEqual(MOST.unpacked);
  });

  it("holds what it needs, and no sources, tests or maps", () => {
    for (const path of [
      "bin/run.js",
      "man/zcprof.1",
      "oclif.manifest.json",
      "THIRD-PARTY-LICENSES",
      "LICENSE",
      "README.md",
    ])
      expect(paths).toContain(path);
    expect(
      paths.filter((path) => /^(src|test|fixtures|scripts|bench|node_modules)\/|\.(ts|map)$/.test(path)),
    ).toEqual([]);
  });

  it("loads only its own files and modules of Node that open no connection", () => {
    const shipped = new Set(paths);
    const wrong: string[] = [];
    const programs = paths.filter(
      (path) => /^(bin|dist)\/.*\.[cm]?js$/.test(path) && !path.startsWith("dist/page/"),
    );
    expect(programs.length).toBeGreaterThan(20);
    for (const path of programs) {
      const text = readFileSync(join(ROOT, path), "utf8");
      for (const [, name] of text.matchAll(
        /(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*["']([\w@./:-]+)["']/g,
      )) {
        if (isLoadable(name, path, shipped)) continue;
        wrong.push(`${path} loads ${name}`);
      }
      if (CONNECTION.test(text)) wrong.push(`${path}: ${CONNECTION.exec(text)?.[0]}`);
    }
    expect(wrong).toEqual([]);
  });

  it("installs offline from its tarball with an empty cache, and runs from there and by npx", async () => {
    const folder = mkdtempSync(join(tmpdir(), "zcprof-install-"));
    writeFileSync(join(folder, "package.json"), '{"private": true}');
    const installed = runNpm(["install", packed.tarball], folder);
    expect(installed).toMatchObject({ status: 0 });
    expect(installed.output).toContain("added 1 package");
    // npm warns of these, and refuses them where it is told to be strict; of a tarball it never runs prepare.
    const { scripts } = JSON.parse(readFileSync(join(folder, "node_modules/zcprof/package.json"), "utf8"));
    for (const name of ["preinstall", "install", "postinstall", "prepare"])
      expect(scripts).not.toHaveProperty(name);
    const elsewhere = join(folder, "work");
    mkdirSync(elsewhere);
    const { stdout, status } = spawnSync(join(folder, "node_modules/.bin/zcprof"), MAIL, {
      cwd: elsewhere,
      encoding: "utf8",
    });
    const expected = await spawnZcprof(MAIL);
    expect([status, stdout]).toEqual([0, expected.stdout]);
    const fresh = mkdtempSync(join(tmpdir(), "zcprof-npx-"));
    const npx = runNpm(["exec", "--yes", `--package=${packed.tarball}`, "--", "zcprof", ...MAIL], fresh);
    expect(npx).toEqual({ status: 0, output: expected.stdout });
  });
});

// Names that stand in bundled code and are never loaded: oclif's development mode asks for these where it runs from sources.
const NEVER_LOADED = ["typescript"];
// Modules that could open a connection.
const NETWORK = ["net", "http", "https", "http2", "tls", "dgram", "dns", "dns/promises", "quic"];
const CONNECTION =
  /\bnew (WebSocket|WebSocketStream|EventSource|XMLHttpRequest)\b|globalThis\.fetch|(await|return|=)\s*fetch\(/;

function isLoadable(name: string, from: string, shipped: ReadonlySet<string>): boolean {
  if (NEVER_LOADED.includes(name)) return true;
  // bin/code-cache.js loads the parts of the program.
  if (name.startsWith("part:")) return shipped.has(`dist/${name.slice("part:".length)}.cjs`);
  if (name.startsWith(".")) return shipped.has(normalize(join(dirname(from), name)));
  const module = name.replace(/^node:/, "");
  return builtinModules.includes(module) && !NETWORK.includes(module);
}
