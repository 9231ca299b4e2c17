// Runs the commands of a document and puts what they print below them: a block ```console holds `$ command` lines, each
// followed by its output. `npm run docs` writes the documents anew, test/documents.test.ts holds them to what is printed.
//
// All commands of one document run in one new folder, one after another, as a reader would type them; `zcprof` is the
// program of this checkout. `<!-- needs NAME = PATH -->` puts a copy of a file of the repository there first.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { release, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const BLOCK = /^```console\n(.*?)^```$/gms;
const NEEDS = /^<!-- needs (\S+) = (\S+) -->$/gm;
// The help of readprofile names the map of the kernel that runs; documents must be the same on every machine.
const MAP_OF_KERNEL = `System.map-${release()}`;
const SHOWN_MAP = "System.map-6.1.0-56-amd64";

/** Returns the document with the output of its commands as it is now. Throws where one cannot be started. */
export function runDocument(text) {
  const home = mkdtempSync(join(tmpdir(), "zcprof-document-"));
  const folder = join(home, "work");
  const programs = join(home, "programs");
  for (const made of [folder, programs]) mkdirSync(made);
  const shim = join(programs, "zcprof");
  writeFileSync(shim, `#!/bin/sh\nexec ${process.execPath} ${join(ROOT, "bin/run.js")} "$@"\n`);
  chmodSync(shim, 0o755);
  for (const [, name, source] of text.matchAll(NEEDS))
    cpSync(join(ROOT, source), join(folder, name), { recursive: true });
  try {
    return text.replace(BLOCK, (_, block) => {
      const sections = commandsOf(block).map((command) => `$ ${command}\n${run(command, folder, programs)}`);
      return `\`\`\`console\n${sections.join("")}\`\`\``;
    });
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** A line `$ ...`, and what belongs to it: lines while one ends in a backslash, or up to the word of a `<<'WORD'`. */
function commandsOf(block) {
  const commands = [];
  let isOpen = false;
  let endWord = null;
  for (const line of block.split("\n")) {
    const isFirst = !isOpen && endWord === null && line.startsWith("$ ");
    if (isFirst) commands.push(line.slice(2));
    else if (isOpen || endWord !== null) commands[commands.length - 1] += `\n${line}`;
    else continue;
    if (isFirst) endWord = /<<'(\w+)'/.exec(line)?.[1] ?? null;
    else if (line === endWord) endWord = null;
    isOpen = line.endsWith("\\");
  }
  return commands;
}

function run(command, folder, programs) {
  const { stdout, error } = spawnSync("bash", ["-c", `{ ${command}\n} 2>&1`], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 26,
    // What a terminal of 80 columns shows, without colours.
    env: { PATH: `${programs}:${process.env.PATH}`, HOME: folder, LANG: "C.UTF-8", COLUMNS: "80" },
  });
  if (error !== undefined) throw error;
  const shown = stdout.replaceAll(MAP_OF_KERNEL, SHOWN_MAP);
  return shown === "" || shown.endsWith("\n") ? shown : `${shown}\n`;
}
