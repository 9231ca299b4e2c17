// Bundles src into dist, one entry a command with shared chunks, and writes oclif's manifest beside it.
// Bundling halves the start-up time against loading @oclif/core file by file; splitting keeps what a command
// does not use out of its way.
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { coreDefines } from "./compile-wasm.mjs";
import { lazyRequires } from "./lazy-requires.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);

const commands = (await readdir("src/commands", { recursive: true })).filter((name) => name.endsWith(".ts"));
await rm("dist", { recursive: true, force: true });
await rm("oclif.manifest.json", { force: true });
await build({
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
  plugins: [lazyRequires],
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  legalComments: "linked",
  // CommonJS packages inside the bundle (oclif's core is one) call require for Node's own modules.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  define: { "process.env.NODE_ENV": '"production"', ...(await coreDefines()) },
  // ink asks for it only where the variable DEV is set, and it is not installed.
  external: ["react-devtools-core"],
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
  const notices = await readNotices(Object.keys(inputs));
  if (notices !== "") await writeFile(path, `/*!\n${notices}*/\n${await readFile(path, "utf8")}`);
}

// oclif asks the manifest which commands exist instead of loading every one of them at each start.
process.env.OCLIF_DISABLE_ENGINE_WARNING = "1";
const { Plugin } = await import("@oclif/core");
const plugin = new Plugin({ root, ignoreManifest: true });
await plugin.load();
await writeFile("oclif.manifest.json", `${JSON.stringify(plugin.manifest, null, 1)}\n`);

/** Returns the licences of the packages that files come from, each text once under the names of all that have it. */
async function readNotices(files) {
  const folders = new Set(
    files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  const packagesOf = new Map();
  for (const folder of [...folders].sort((a, b) => (a < b ? -1 : 1))) {
    const { name, version } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
    const text = (await readFile(`${folder}/LICENSE`, "utf8")).trim();
    packagesOf.set(text, [...(packagesOf.get(text) ?? []), `${name} ${version}`]);
  }
  return [...packagesOf].map(([text, names]) => `${names.join(", ")}:\n\n${text}\n\n`).join("");
}
