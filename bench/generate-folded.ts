import { closeSync, existsSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createRandom } from "../src/stats/random.ts";
import { CALLS, drawProgram } from "./generate-pprof.ts";

const STACKS = 1_000_000;
const BLOCK = 1 << 20;

/** Two sets of folded stacks of one program. */
export interface FoldedFiles {
  readonly base: string;
  readonly next: string;
}

/** Writes two files of a million folded stacks, of the program of generate-pprof.ts, or takes those that are there. */
export function generateFoldedFiles(folder: string): FoldedFiles {
  const files = { base: join(folder, "base.folded"), next: join(folder, "next.folded") };
  if (Object.values(files).every((path) => existsSync(path))) return files;
  mkdirSync(folder, { recursive: true });
  const { names, paths } = drawProgram(createRandom(2001), STACKS);
  // Without the folders: 400 bytes a stack, as recorded ones have.
  const frames = names.map((name) => name.slice(name.lastIndexOf("/") + 1));
  Object.values(files).forEach((path, seed) => {
    const random = createRandom(seed + 1);
    const file = openSync(path, "w");
    let text = "";
    for (const calls of paths) {
      const count = 1 + Math.floor(20 * random.nextUniform() * random.nextUniform());
      text += `${calls.map((call) => frames[Math.floor(call / CALLS)]).join(";")} ${count}\n`;
      if (text.length < BLOCK) continue;
      writeSync(file, text);
      text = "";
    }
    writeSync(file, text);
    closeSync(file);
  });
  return files;
}
