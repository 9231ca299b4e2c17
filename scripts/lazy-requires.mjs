import { readFile } from "node:fs/promises";

const REQUIRE =
  /^const (\w+_\d+) = ((?:__importDefault|__importStar)\()?require\((["'][^"']+["'])\)(\))?;$/gm;
const EXPORT = /^exports\.(\w+) = (__importStar\(require\("[^"]+"\)\));$/gm;

/**
 * Lets the modules of @oclif/core load what they require when they first use it. Its index requires all of its packages
 * (semver, ejs, minimatch, spinners, ...), most of which a command that is found in the manifest never uses: a third of the
 * time to start. TypeScript writes `const x_1 = require("x")` and `x_1.y` at each use, so that a call can stand in for the
 * name; order of first use does not matter to modules that only declare.
 */
export const lazyRequires = {
  name: "lazy-requires",
  setup(build) {
    build.onLoad({ filter: /[\\/]@oclif[\\/]core[\\/]lib[\\/].*\.js$/ }, async ({ path }) => ({
      contents: loadLate(await readFile(path, "utf8")),
      loader: "js",
    }));
  },
};

function loadLate(code) {
  const names = [];
  const late = code
    .replace(REQUIRE, (_, name, wrap = "", path, end = "") => {
      names.push(name);
      return `let ${name}$; const ${name}$load = () => (${name}$ ??= ${wrap}require(${path})${end});`;
    })
    .replace(
      EXPORT,
      (_, name, value) =>
        `let ${name}$; Object.defineProperty(exports, "${name}", { enumerable: true, get: () => (${name}$ ??= ${value}) });`,
    );
  return names.reduce(
    (text, name) => text.replace(new RegExp(`\\b${name}\\b(?!\\$)`, "g"), `(${name}$load())`),
    late,
  );
}
