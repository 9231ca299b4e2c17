import { type Stats, statSync } from "node:fs";

const paths = new Set<string>();

/** Remembers that a file is read, so that no result replaces it. */
export function rememberInput(path: string): void {
  paths.add(path);
}

/** Whether a place is a file that was read, under whatever name. */
export function isInput({ dev, ino }: Stats): boolean {
  return [...paths].some((path) => {
    const input = statSync(path, { throwIfNoEntry: false });
    return input !== undefined && input.dev === dev && input.ino === ino;
  });
}
