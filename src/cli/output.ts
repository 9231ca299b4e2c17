import { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ZcprofError } from "../model/zcprof-error.ts";
import { EXIT } from "./exit-code.ts";
import { messageOf, systemCode } from "./system-error.ts";

/** A reader that closes its pipe (`| head`) has seen enough: that is the end of the work, not an error. */
export function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    // oclif installs a listener of its own that throws whatever is no EPIPE, a full disk for example.
    stream.removeAllListeners("error");
    stream.on("error", (error: Error) => {
      if (systemCode(error) === "EPIPE") process.exit(process.exitCode ?? 0);
      if (stream === process.stdout)
        process.stderr.write(`error[output]: cannot write: ${messageOf(error)}\n`);
      process.exit(EXIT.refused);
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
  const target = existsSync(path) ? realpathSync(path) : path;
  const facts = statSync(target, { throwIfNoEntry: false });
  // A device or a pipe is written into: renaming over it would put a file in its place.
  const inPlace = facts !== undefined && !facts.isFile();
  const draft = inPlace ? target : join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  unfinished = inPlace ? null : draft;
  try {
    writeFileSync(draft, content, facts === undefined || inPlace ? {} : { mode: facts.mode });
    if (!inPlace) renameSync(draft, target);
  } catch (error) {
    if (!inPlace) rmSync(draft, { force: true });
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
