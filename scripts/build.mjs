// Bundles src into dist and writes oclif's manifest beside it. Loading @oclif/core file by file takes twice as long as
// everything else that a small `show` does.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { coreDefines } from "./compile-wasm.mjs";
import { latePackages } from "./late-packages.mjs";
import { leanOclif } from "./lean-oclif.mjs";
import { formatNotices, formatThirdParty, readPackages } from "./licences.mjs";
import { formatManPage } from "./man-page.mjs";
import { buildParts, PARTS } from "./parts.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);

await rm("dist", { recursive: true, force: true });
await rm("oclif.manifest.json", { force: true });
// Packages that most runs do not need: each start would read them with the rest.
const RARE_PACKAGES = [
  "cli-spinners",
  "cli-table3",
  "csv-parse",
  "csv-parse/sync",
  "ejs",
  "jstat",
  "minimatch",
  "pprof-format",
  "semver",
  "tinyglobby",
  "yaml",
];
// What the bundle of the commands leaves in files of their own: the screens, and rare packages.
const apart = {
  name: "apart",
  setup(b) {
    b.onResolve({ filter: /ui\/run-dashboard\.tsx$/ }, () => ({ path: "./screens.cjs", external: true }));
    b.onResolve({ filter: new RegExp(`^(${RARE_PACKAGES.join("|")})$`) }, ({ path }) => ({
      path: `./packages/${path}.cjs`,
      external: true,
    }));
  },
};
// Where a user's shell has DEV set, ink would look for React's developer tools and connect to them.
const noDevtools = {
  name: "no-devtools",
  setup: (b) => b.onLoad({ filter: /[\\/]ink[\\/]build[\\/]devtools\.js$/ }, () => ({ contents: "" })),
};

// ink writes frames through ours (scripts/ink-output.mjs), which extends its own.
const inkOutput = {
  name: "ink-output",
  setup: (b) =>
    b.onResolve({ filter: /^\.\/output\.js$/ }, ({ importer }) =>
      /[\\/]ink[\\/]build[\\/]/.test(importer) ? { path: `${root}scripts/ink-output.mjs` } : undefined,
    ),
};

const shared = {
  bundle: true,
  minify: true,
  alias: {
    "string-width": "./scripts/string-width.cjs",
    debug: "./scripts/debug.cjs",
    "wsl-utils": "./scripts/wsl-utils.cjs",
  },
  platform: "node",
  target: "node20",
  // THIRD-PARTY-LICENSES has them, whole.
  legalComments: "none",
  metafile: true,
  define: { "process.env.NODE_ENV": '"production"', ...(await coreDefines()) },
  logLevel: "warning",
};

// CommonJS files of all commands: Node's loader of ES modules takes longer for forty small files than the program runs,
// and V8 keeps the compiled code of each (bin/code-cache.js). Modules are evaluated when they are first needed.
const commands = await buildParts({
  ...shared,
  format: "cjs",
  plugins: [leanOclif, latePackages, apart],
  // `import()` becomes a call for what is in the bundle; code that V8 kept must not import by itself.
  supported: { "dynamic-import": false },
  // oclif looks for it when it runs from sources.
  external: ["typescript"],
});
for (const { name } of PARTS) await wrap(`dist/${name}.cjs`);

const packages = await build({
  ...shared,
  entryPoints: RARE_PACKAGES,
  outdir: "dist/packages",
  outExtension: { ".js": ".cjs" },
  format: "cjs",
  // tinyglobby makes itself a require from where it lies.
  banner: { js: 'const __url = require("node:url").pathToFileURL(__filename).href;' },
  define: { ...shared.define, "import.meta.url": "__url" },
});

// The screens (ink awaits at its top level, which CommonJS cannot) and what runs as threads, which need files of their own.
const screens = await build({
  ...shared,
  entryPoints: [
    "src/ui/run-dashboard.tsx",
    "src/cli/dashboard/simulation-worker.ts",
    "src/cli/sweep/cell-worker.ts",
  ],
  outdir: "dist",
  outbase: "src",
  splitting: true,
  format: "esm",
  plugins: [noDevtools, inkOutput],
  // CommonJS packages inside the bundle call require for Node's own modules.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
});
await writeFile(
  "dist/screens.cjs",
  'exports.runDashboard = async (...words) => (await import("./ui/run-dashboard.js")).runDashboard(...words);\n',
);

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
const bundled = [...commands, packages, screens, page].flatMap(({ metafile }) =>
  Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0 && !file.startsWith("part:")),
  ),
);
await writeFile("THIRD-PARTY-LICENSES", formatThirdParty(await readPackages(bundled)));

// oclif asks the manifest which commands exist instead of loading every one of them at each start.
process.env.OCLIF_DISABLE_ENGINE_WARNING = "1";
process.env.NODE_DISABLE_COMPILE_CACHE = "1";
createRequire(import.meta.url)("../bin/code-cache.js").requireCompiled(join(root, "dist/zcprof.cjs"), "");
const { Plugin } = await import("@oclif/core");
const plugin = new Plugin({ root, ignoreManifest: true });
await plugin.load();
await writeFile("oclif.manifest.json", `${JSON.stringify(plugin.manifest)}\n`);

// The manual page is dated as reproducible builds are: by SOURCE_DATE_EPOCH, seconds, where it is set.
const { SOURCE_DATE_EPOCH: seconds } = process.env;
const date = seconds === undefined ? new Date() : new Date(Number(seconds) * 1000);
const pjson = JSON.parse(await readFile("package.json", "utf8"));
await mkdir("man", { recursive: true });
await writeFile("man/zcprof.1", formatManPage(plugin.manifest, pjson, date));

/** Makes a bundle ready for bin/code-cache.js. */
async function wrap(file) {
  // ASCII reads fastest, as a byte a letter; esbuild leaves what stands in regular expressions.
  const bundle = (await readFile(file, "utf8")).replace(
    /[^\0-\x7f]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  // The first line tells one build from another. In its wrapper already, as putting it into one copies it at each start.
  const hash = createHash("sha256").update(bundle).digest("hex");
  await writeFile(
    file,
    `// ${hash}\n(function (exports, require, module, __filename, __dirname) {${bundle}\n})`,
  );
}
