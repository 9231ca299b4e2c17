import { readFileSync, statSync } from "node:fs";
import { release } from "node:os";
import { resolve } from "node:path";
import type { SystemFiles } from "../../../src/parsers/readprofile-drop-in/system-files.ts";

/** Reads below `folder`, and keeps what is printed. */
export function filesBelow(folder: string): SystemFiles & { readonly printed: Buffer[] } {
  const printed: Buffer[] = [];
  return {
    printed,
    kernelRelease: release(),
    posixlyCorrect: false,
    open: (path) => {
      // An empty path names nothing; resolve() would make the folder of it.
      const full = path === "" ? path : resolve(folder, path);
      const bytes = statSync(full).isCharacterDevice() ? Buffer.alloc(0) : readFileSync(full);
      return { size: bytes.length, blocks: [bytes] };
    },
    writeFile: (path) => {
      throw new Error(`nothing may be written to ${path}`);
    },
    print: async (bytes) => {
      printed.push(Buffer.from(bytes));
    },
  };
}
