import { readFileSync, statSync } from "node:fs";
import { release } from "node:os";
import { resolve } from "node:path";
import type { SystemFiles } from "../../../src/parsers/readprofile-drop-in/system-files.ts";

/** Reads below `folder`; what is written to a path is kept in `written` instead. */
export function filesBelow(folder: string, written: Map<string, Uint8Array> = new Map()): SystemFiles {
  return {
    kernelRelease: release(),
    posixlyCorrect: false,
    readFile: (path) => {
      // An empty path names nothing; resolve() would make the folder of it.
      const full = path === "" ? path : resolve(folder, path);
      return statSync(full).isCharacterDevice() ? new Uint8Array(0) : readFileSync(full);
    },
    writeFile: (path, bytes) => {
      written.set(path, bytes);
    },
  };
}
