import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const STATISTICS = `${root}node_modules/simple-statistics/`;

/** Packages that are loaded when a start first calls them, and what stands in their place until then. */
const LATE = {
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
  "csv-parse/sync": `
    export const parse = (...words) => require("csv-parse/sync").parse(...words);`,
};

/**
 * Lets packages that few runs need wait for their first call, where a bundle evaluates what it imports at its start: 8 ms of
 * the start of a small diff. Of simple-statistics its single files are taken, as the whole works out a table of the
 * normal distribution first, which nothing here uses.
 */
export const latePackages = {
  name: "late-packages",
  setup(build) {
    build.onResolve({ filter: /^(jstat|pprof-format|csv-parse\/sync)$/ }, ({ path, namespace }) =>
      namespace === "late" ? undefined : { path, namespace: "late" },
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
