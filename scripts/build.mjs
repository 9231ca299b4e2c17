// Bundles src into dist, one entry a command with shared chunks, and writes oclif's manifest beside it.
// Bundling halves the start-up time against loading @oclif/core file by file; splitting keeps what a command
// does not use out of its way.
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { coreDefines } from "./compile-wasm.mjs";
import { lazyRequires } from "./lazy-requires.mjs";
import { formatNotices, formatThirdParty, readPackages } from "./licences.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);

const commands = (await readdir("src/commands", { recursive: true })).filter((name) => name.endsWith(".ts"));
await rm("dist", { recursive: true, force: true });
await rm("oclif.manifest.json", { force: true });
const program = await build({
  entryPoints: [
    "src/cli/main.ts",
    // Run as threads, which need files of their own.
    "src/cli/dashboard/simulation-worker.ts",
    "src/cli/sweep/cell-worker.ts",
    ...commands.map((name) => `src/commands/${name}`),
  ],
  outdir: "dist",
  outbase: "src",
  bundle: true,
  minify: true,
  alias: {
    "string-width": "./scripts/string-width.cjs",
    "@alcalzone/ansi-tokenize": "./scripts/ansi-tokenize.mjs",
  },
  plugins: [
    lazyRequires,
    // Where a user's shell has DEV set, ink would look for React's developer tools and connect to them.
    {
      name: "no-devtools",
      setup: (b) => b.onLoad({ filter: /[\\/]ink[\\/]build[\\/]devtools\.js$/ }, () => ({ contents: "" })),
    },
  ],
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  // THIRD-PARTY-LICENSES has them, whole.
  legalComments: "none",
  metafile: true,
  // CommonJS packages inside the bundle (oclif's core is one) call require for Node's own modules.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  define: { "process.env.NODE_ENV": '"production"', ...(await coreDefines()) },
  // oclif looks for it when it runs from sources.
  external: ["typescript"],
  logLevel: "warning",
});

// What `zcprof report` puts into a page. Not split, as a page has no other file.
const page = await build({
  entryPoints: ["src/page/main.ts", "src/page/flame.ts", "src/page/page.css"],
  outdir: "dist/page",
  bundle: true,
  minify: true,
  // d3-flame-graph tells its nodes by the name of their constructor.
  keepNames: true,
  format: "iife",
  platform: "browser",
  target: ["es2022", "chrome123", "firefox120", "safari17.5"],
  metafile: true,
  // The page has one style sheet, whose hash its policy names.
  plugins: [
    {
      name: "no-css-of-packages",
      setup: (b) => b.onLoad({ filter: /d3-flamegraph\.css$/ }, () => ({ contents: "", loader: "empty" })),
    },
  ],
  logLevel: "warning",
});

// A page is handed on without this package, so it carries the licences of what was bundled into its scripts.
for (const [path, { inputs }] of Object.entries(page.metafile.outputs)) {
  const notices = formatNotices(await readPackages(Object.keys(inputs)));
  if (notices !== "") await writeFile(path, `/*!\n${notices}*/\n${await readFile(path, "utf8")}`);
}
const bundled = [program, page].flatMap(({ metafile }) =>
  Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0),
  ),
);
await writeFile("THIRD-PARTY-LICENSES", formatThirdParty(await readPackages(bundled)));

// oclif asks the manifest which commands exist instead of loading every one of them at each start.
process.env.OCLIF_DISABLE_ENGINE_WARNING = "1";
const { Plugin } = await import("@oclif/core");
const plugin = new Plugin({ root, ignoreManifest: true });
await plugin.load();
await writeFile("oclif.manifest.json", `${JSON.stringify(plugin.manifest, null, 1)}\n`);
