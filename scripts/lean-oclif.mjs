import { readFile } from "node:fs/promises";

const REQUIRE =
  /^(?:const|var) (\w+_\d+) = ((?:__importDefault|__importStar)\()?require\((["'][^"']+["'])\)(\))?;$/gm;
const EXPORT = /^exports\.(\w+) = (__importStar\(require\("[^"]+"\)\));$/gm;

/** What of @oclif/core 5.1.9 costs each start more than it is worth, and what stands in its place. */
const REPLACEMENTS = [
  // Comparing ids by the rules of a language loads its collation: 10 ms. Ids are ASCII.
  ["config/plugin.js", "a.id.localeCompare(b.id)", "(a.id < b.id ? -1 : 1)"],
  // It throws whatever is no closed pipe, a full disk for example, and opens a stream that most runs do without.
  [
    "command.js",
    "process.stdout.on('error', (err) => {\n    if (err && err.code === 'EPIPE')\n        return;\n    throw err;\n});",
    "",
  ],
  // Help is wanted by a person who reads; what main() asks of it for every command is in a small file of its own.
  ["main.js", 'const help_1 = require("./help");', 'const help_1 = require("./help/util");'],
  ["main.js", "(0, help_1.loadHelpClass)(config)", '(0, require("./help").loadHelpClass)(config)'],
  // A command loads the configuration anew, as that of another copy of oclif may have come. There is one copy.
  ["config/config.js", "if (isConfig(opts)) {", "if (isConfig(opts)) {\n            return opts;"],
  // Both are known without Node's module for the operating system, half a millisecond.
  [
    "config/config.js",
    "(0, node_os_1.arch)() === 'ia32' ? 'x86' : (0, node_os_1.arch)()",
    "process.arch === 'ia32' ? 'x86' : process.arch",
  ],
  ["util/os.js", "(0, node_os_1.platform)()", "process.platform"],
  // The first file that is read beside the program starts its threads; package.json and the manifest are small and local.
  ["util/fs.js", "await (0, promises_1.readFile)(path, 'utf8')", "(0, node_fs_1.readFileSync)(path, 'utf8')"],
];

/**
 * Lets the modules of @oclif/core load what they require when they first use it. Its index requires all of its packages
 * (semver, ejs, minimatch, spinners, ...), most of which a command that is found in the manifest never uses: a third of the
 * time to start. TypeScript writes `const x_1 = require("x")` (`var` where a module hands it on) and `x_1.y` at each use, so that a call can stand in for the
 * name; order of first use does not matter to modules that only declare.
 */
export const leanOclif = {
  name: "lean-oclif",
  setup(build) {
    build.onLoad({ filter: /[\\/]@oclif[\\/]core[\\/]lib[\\/].*\.js$/ }, async ({ path }) => ({
      contents: loadLate(replace(path.replaceAll("\\", "/"), await readFile(path, "utf8"))),
      loader: "js",
    }));
  },
};

/** Throws where a text that is to be replaced is not there: another version of the package wants another look. */
function replace(path, code) {
  let replaced = code;
  for (const [file, text, other] of REPLACEMENTS) {
    if (!path.endsWith(`@oclif/core/lib/${file}`)) continue;
    if (!replaced.includes(text)) throw new Error(`${path} does not hold ${text} any more`);
    replaced = replaced.replace(text, other);
  }
  return replaced;
}

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
