import { readdir } from "node:fs/promises";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * The files of the program, each building on those before it, and the doors that lead into each: modules that are reached by
 * `import()` or `require()` only. A module lies in the first part that needs it. A start reads as much of the program as
 * its command needs: whatever lies in a file costs each start, called or not.
 */
export const PARTS = [
  // Shows what a kernel's profile holds.
  { name: "zcprof", doors: /^src\/(commands\/(show|share)|render\/\w+)\.ts$/ },
  { name: "compare", doors: /^src\/commands\/diff\.ts$/ },
  { name: "readers", doors: /^src\/parsers\// },
  { name: "rest", doors: /^src\/|^node_modules\/@oclif\/core\/lib\/help\/(index|command|root)\.js$/ },
];
const MAIN = PARTS[0].name;

/** What two parts must have once, as its identity or state matters: all of ours, and oclif. Small packages may stand twice. */
const SHARED = /^(src|node_modules\/@oclif\/core)\//;

/**
 * Builds every part into dist/NAME.cjs with esbuild's `options`; returns the results in the order of PARTS. What a part needs of
 * another, or behind a door, it asks for as `require("part:NAME").modules[FILE]` (bin/code-cache.js answers).
 */
export async function buildParts(options) {
  const owners = new Map();
  const wanted = new Map(PARTS.map(({ name }) => [name, new Set()]));
  // Which modules a part must hand out is known once the later ones are built, so all are built twice.
  for (const { name } of PARTS) {
    const { metafile } = await buildPart(name, { ...options, write: false }, owners, wanted);
    for (const file of Object.keys(metafile.inputs)) {
      if (SHARED.test(file) && !owners.has(file)) owners.set(file, name);
    }
  }
  const results = [];
  for (const { name } of PARTS) results.push(await buildPart(name, options, owners, wanted));
  return results;
}

async function buildPart(name, options, owners, wanted) {
  return build({
    ...options,
    stdin: { contents: await formatEntry(name, wanted.get(name)), resolveDir: root, loader: "ts" },
    outfile: `dist/${name}.cjs`,
    metafile: true,
    plugins: [borders(name, owners, wanted), ...options.plugins],
  });
}

/** Sends what lies in another part there. */
function borders(name, owners, wanted) {
  return {
    name: "borders",
    setup(b) {
      b.onResolve({ filter: /./ }, async ({ path, importer, resolveDir, kind, namespace, pluginData }) => {
        if (pluginData === "resolved" || kind === "entry-point") return undefined;
        const found = await b.resolve(path, {
          importer,
          resolveDir,
          kind,
          namespace,
          pluginData: "resolved",
        });
        if (found.errors.length > 0 || found.external || found.namespace !== "file") return undefined;
        const file = relative(root, found.path).replaceAll(sep, "/");
        const part = owners.get(file) ?? (isDoor(kind) ? partBehind(file) : undefined);
        if (part === undefined || part === name) return undefined;
        wanted.get(part).add(file);
        return { path: `${part}/${file}`, namespace: "part" };
      });
      b.onLoad({ filter: /./, namespace: "part" }, ({ path }) => {
        const slash = path.indexOf("/");
        const [part, file] = [path.slice(0, slash), path.slice(slash + 1)];
        return { contents: `module.exports = require("part:${part}").modules["${file}"];` };
      });
      b.onResolve({ filter: /^part:/ }, ({ path }) => ({ path, external: true }));
    },
  };
}

const isDoor = (kind) => kind === "dynamic-import" || kind === "require-call";

/** The part that a door leads into, or undefined for what is none. */
const partBehind = (file) => PARTS.find(({ doors }) => doors.test(file))?.name;

// As every machine sorts them.
const byCode = (a, b) => (a < b ? -1 : 1);

/** Returns the module that a part is made of. The first has main() and each command under its id, for which oclif's own plugin asks (help, the build). */
async function formatEntry(name, files) {
  const modules = [...files].sort(byCode).map((file) => `get "${file}"() { return require("./${file}"); },`);
  const exported = `export const modules = {${modules.join("\n")}};\n`;
  if (name !== MAIN) return exported;
  const commands = (await readdir("src/commands", { recursive: true }))
    .filter((file) => file.endsWith(".ts"))
    .sort(byCode)
    .map((file) => {
      const id = file.replace(/\.ts$/, "").replaceAll(sep, ":");
      return `get "${id}"() { return require("./src/commands/${file.replaceAll(sep, "/")}").default; },`;
    });
  return `${exported}import { runProgram } from "./src/cli/main.ts";
export const COMMANDS = {${commands.join("\n")}};
export const main = (words, root) => runProgram(words, root, COMMANDS);\n`;
}
