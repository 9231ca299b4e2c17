import { renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ZcprofError } from "../model/zcprof-error.ts";
import { messageOf, systemCode } from "./system-error.ts";

/** A reader that closes its pipe (`| head`) has seen enough: that is the end of the work, not an error. */
export function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: Error) => {
      if (systemCode(error) !== "EPIPE") throw error;
      process.exit(process.exitCode ?? 0);
    });
  }
}

/** Writes results to standard output and waits until the reader took them; a slow pipe is waited for. */
export function writeOutput(content: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(content, (error) => {
      if (error && systemCode(error) !== "EPIPE") reject(error);
      else resolve();
    });
  });
}

let unfinished: string | null = null;

/** Writes a file beside its place and renames it, so that nobody ever sees half of it. Throws input errors. */
export function writeFileWhole(path: string, content: string | Uint8Array): void {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  unfinished = draft;
  try {
    writeFileSync(draft, content);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new ZcprofError("input", {
      code: `output/${systemCode(error).toLowerCase()}`,
      message: `cannot write ${path}: ${messageOf(error)}`,
      hint: "choose another place with -o FILE",
    });
  } finally {
    unfinished = null;
  }
}

/** Removes a file that was being written when the program was told to stop. */
export function removeUnfinished(): void {
  if (unfinished !== null) rmSync(unfinished, { force: true });
}
