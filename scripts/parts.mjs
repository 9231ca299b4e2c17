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
  { name: "rest", doors: /^src\// },
];
const MAIN = PARTS[0].name;
const LAST = PARTS.at(-1).name;

// What oclif requires for help, errors, colours and plugins that are found in folders; a command that is right needs none of it.
const RARE_OF_OCLIF = new RegExp(
  "^node_modules/(@oclif/core/lib/(constraints|execute|flush|module-loader|screen|help/(index|command|root)|config/(plugin|ts-path)" +
    "|parser/(errors|help)|ux/.*|errors/(handle|error|warn|errors/.*)|util/(find-root|cache-command|cache-default-value|determine-priority" +
    "|read-pjson|read-tsconfig))|(ansis|color-convert|debug|get-package-type|lilconfig|supports-color|wrap-ansi)/.*)\\.c?js$",
);

/** What two parts must have once, as its identity or state matters: all of ours, and oclif. Small packages may stand twice. */
const SHARED = /^(src|node_modules\/@oclif\/core)\//;

/**
 * Builds every part into dist/NAME.cjs with esbuild's `options`; returns the results in the order of PARTS. What lies behind a door is
 * asked for as `require("part:NAME").modules[FILE]` (bin/code-cache.js answers), what a part needs of another before it as
 * `require("part:NAME").shared[OWN_NAME][FILE]`.
 */
export async function buildParts(options) {
  const owners = new Map();
  const border = { doors: new Map(), shared: new Map() };
  // What a part must hand out is known once the later ones are built, so all are built twice.
  for (const { name } of PARTS) {
    const { metafile } = await buildPart(name, { ...options, write: false }, owners, border);
    for (const file of Object.keys(metafile.inputs)) {
      if (SHARED.test(file) && !owners.has(file)) owners.set(file, name);
    }
  }
  const results = [];
  for (const { name } of PARTS) results.push(await buildPart(name, options, owners, border));
  return results;
}

async function buildPart(name, options, owners, border) {
  return build({
    ...options,
    stdin: { contents: await formatEntry(name, border), resolveDir: root, loader: "ts" },
    outfile: `dist/${name}.cjs`,
    metafile: true,
    plugins: [borders(name, owners, border), ...options.plugins],
  });
}

/** Sends what lies in another part there, and hands out what others need of this one. */
function borders(name, owners, border) {
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
        if (isBefore(part, name)) {
          note(border.shared, `${part} ${name}`, file);
          return { path: `require("part:${part}").shared.${name}["${file}"]`, namespace: "part" };
        }
        note(border.doors, part, file);
        return { path: `require("part:${part}").modules["${file}"]`, namespace: "part" };
      });
      b.onLoad({ filter: /./, namespace: "part" }, ({ path }) => ({ contents: `module.exports = ${path};` }));
      b.onResolve({ filter: /^part:/ }, ({ path }) => ({ path, external: true }));
      b.onResolve({ filter: /^shared:/ }, ({ path }) => ({
        path: path.slice("shared:".length),
        namespace: "shared",
      }));
      b.onLoad({ filter: /./, namespace: "shared" }, async ({ path: part }) => ({
        contents: await formatShared([...border.shared.get(`${name} ${part}`)].sort(byCode)),
        resolveDir: root,
        loader: "ts",
      }));
    },
  };
}

const isBefore = (part, other) =>
  PARTS.findIndex(({ name }) => name === part) < PARTS.findIndex(({ name }) => name === other);

function note(files, key, file) {
  if (!files.has(key)) files.set(key, new Set());
  files.get(key).add(file);
}

const isDoor = (kind) => kind === "dynamic-import" || kind === "require-call";

/** The part that a door leads into, or undefined for what is none. */
const partBehind = (file) =>
  RARE_OF_OCLIF.test(file) ? LAST : PARTS.find(({ doors }) => doors.test(file))?.name;

// As every machine sorts them.
const byCode = (a, b) => (a < b ? -1 : 1);

/** Returns the module that a part is made of. The first has main() and each command under its id, for which oclif's own plugin asks (help, the build). */
async function formatEntry(name, { doors, shared }) {
  const files = [...(doors.get(name) ?? [])].sort(byCode);
  const modules = files.map((file) => `get "${file}"() { return require("./${file}"); },`);
  const users = PARTS.filter((part) => shared.has(`${name} ${part.name}`));
  // Asked for once a user is there: telling the exports of a hundred modules takes 2 ms.
  const parts = users.map((part) => `get ${part.name}() { return require("shared:${part.name}").shared; },`);
  const exported = `export const modules = {${modules.join("\n")}};\nexport const shared = {${parts.join("\n")}};\n`;
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

/** Returns the module that hands out `files`: ours by their names, as a namespace of each would be made at every start. */
async function formatShared(files) {
  const imports = [];
  const entries = [];
  for (const [i, file] of files.entries()) {
    if (!file.startsWith("src/")) {
      entries.push(`get "${file}"() { return require("./${file}"); },`);
      continue;
    }
    const names = await namesOf(file);
    imports.push(`import { ${names.map((name) => `${name} as ${name}_${i}`).join(", ")} } from "./${file}";`);
    const getters = names.map((name) => `get ${name}() { return ${name}_${i}; },`);
    entries.push(`"${file}": { __esModule: true, ${getters.join(" ")} },`);
  }
  return `${imports.join("\n")}\nexport const shared = {${entries.join("\n")}};\n`;
}

/** Returns what a module of ours exports, but its types. */
async function namesOf(file) {
  const { metafile } = await build({
    entryPoints: [file],
    outdir: "dist",
    format: "esm",
    write: false,
    metafile: true,
  });
  return Object.values(metafile.outputs)[0].exports;
}
