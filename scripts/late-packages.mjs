import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const STATISTICS = `${root}node_modules/simple-statistics/`;

/** Packages that are loaded when a start first calls them, and what stands in their place until then. */
const LATE = {
  // It hands on fifty names, which each module that imports it would make anew; none of these five loads help.
  "@oclif/core": `export const { Args, Command, Config, Flags, run } = require("@oclif/core");`,
  jstat: `
    let package_;
    const load = () => (package_ ??= require("jstat"));
    export default new Proxy({}, { get: (_, name) => load()[name] });`,
  "pprof-format": `
    let package_;
    const load = () => (package_ ??= require("pprof-format"));
    const later = (name) => new Proxy(class {}, {
      construct: (_, words) => new (load()[name])(...words),
      get: (_, key) => load()[name][key],
    });
    ${["Function", "Label", "Line", "Location", "Mapping", "Profile", "Sample", "StringTable", "ValueType"]
      .map((name) => `export const late${name} = later("${name}"); export { late${name} as ${name} };`)
      .join("\n")}`,
  "csv-parse/sync": callsOf("csv-parse/sync", ["parse"]),
  // Node's own cost half a millisecond and more each. Not zlib and the streams that it loads: bin/code-cache.js has done so.
  "node:os": `
    ${callsOf("node:os", ["availableParallelism", "endianness", "release"])}
    export const devNull = process.platform === "win32" ? "\\\\.\\nul" : "/dev/null";`,
  "node:v8": callsOf("node:v8", ["setFlagsFromString"]),
};

const HELP = /[\\/]src[\\/]cli[\\/]help[\\/]/;

function callsOf(path, names) {
  return names
    .map((name) => `export const ${name} = (...words) => require("${path}").${name}(...words);`)
    .join("\n");
}

/**
 * Lets packages that few runs need wait for their first call, where a bundle evaluates what it imports at its start: 8 ms of
 * the start of a small diff. Of simple-statistics its single files are taken, as the whole works out a table of the
 * normal distribution first, which nothing here uses.
 */
export const latePackages = {
  name: "late-packages",
  setup(build) {
    build.onResolve(
      { filter: new RegExp(`^(${Object.keys(LATE).join("|")})$`) },
      ({ path, importer, namespace, kind }) =>
        namespace === "late" || kind !== "import-statement" || HELP.test(importer)
          ? undefined
          : { path, namespace: "late" },
    );
    build.onLoad({ filter: /.*/, namespace: "late" }, ({ path }) => ({
      contents: LATE[path],
      resolveDir: root,
    }));
    build.onResolve({ filter: /^simple-statistics$/ }, () => ({
      path: `${STATISTICS}index.js`,
      sideEffects: false,
    }));
    build.onResolve({ filter: /^\.\// }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      if (pluginData === "resolved" || !importer.startsWith(STATISTICS)) return undefined;
      const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: "resolved" });
      return { ...found, sideEffects: false };
    });
  },
};
