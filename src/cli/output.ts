import { realpathSync, renameSync, rmSync, type Stats, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ZcprofError } from "../model/zcprof-error.ts";
import { escapeLines } from "../text/escape-terminal.ts";
import { isInput } from "./input-files.ts";
import { terminalOf, writeOutput } from "./standard-streams.ts";
import { messageOf, systemCode } from "./system-error.ts";

const STOP_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Whether -o leaves results on standard output: it is not given, or `-`. */
export function isStandardOutput(path: string | undefined): path is undefined | "-" {
  return path === undefined || path === "-";
}

/** Writes a result where the user wants it: whole into a file, or to standard output. Throws input errors. */
export async function writeResult(path: string | undefined, content: string | Uint8Array): Promise<void> {
  await (isStandardOutput(path) ? writeOutput(content) : writeFileWhole(path, content));
}

/**
 * Writes a text with names as an input had them. A file or a pipe gets it as it is, so that it reads back; a terminal
 * gets what it would act on as escapes. Throws input errors.
 */
export async function writeVerbatim(path: string | undefined, text: string): Promise<void> {
  await writeResult(path, isStandardOutput(path) && terminalOf("stdout") !== null ? escapeLines(text) : text);
}

/**
 * Writes a file beside its place and renames it, so that nobody ever sees half of it. Throws input errors, and usage errors
 * for a file that was read.
 */
export async function writeFileWhole(path: string, content: string | Uint8Array): Promise<void> {
  const facts = statPlace(path);
  if (facts?.isFile() && isInput(facts)) throw replacesInput(path);
  // A device or a pipe is written into: renaming over it would put a file in its place, and /dev/stdout leads to no path.
  const inPlace = facts !== undefined && !facts.isFile();
  const target = facts?.isFile() ? realpathSync(path) : path;
  const draft = inPlace ? target : join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  const release = inPlace ? () => {} : removeWhenStopped(draft);
  try {
    // Loaded where it is used: most results go to standard output.
    const { writeFile } = await import("node:fs/promises");
    await writeFile(draft, content, facts === undefined || inPlace ? {} : { mode: facts.mode });
    if (!inPlace) renameSync(draft, target);
  } catch (error) {
    if (!inPlace) rmSync(draft, { force: true });
    throw outputError(path, error, "-o");
  } finally {
    release();
  }
}

function replacesInput(path: string): ZcprofError {
  return new ZcprofError("usage", {
    code: "output/is-input",
    message: `cannot write ${path}: it is a file that was read, and would be gone`,
    hint: "choose another place with -o FILE",
  });
}

/** Returns undefined where nothing is yet. */
function statPlace(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw outputError(path, error, "-o");
  }
}

// The system's own words name the draft, which nobody asked for.
const REASONS: Record<string, string> = {
  ENOENT: "there is no such folder",
  ENOTDIR: "a part of the path is no folder",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
};

/** Returns the input error of a file that cannot be written; `flag` is the one that names it. */
export function outputError(path: string, error: unknown, flag: string): ZcprofError {
  const code = systemCode(error);
  return new ZcprofError("input", {
    code: `output/${code.toLowerCase()}`,
    message: `cannot write ${path}: ${REASONS[code] ?? messageOf(error)}`,
    hint: `choose another place with ${flag} FILE`,
  });
}

/**
 * Removes a draft if a signal stops the program, which then ends by that signal; returns what gives up the watch. At all
 * other times signals keep their default action: a listener would have to wait until a long computation ends.
 */
function removeWhenStopped(draft: string): () => void {
  const stop = (signal: NodeJS.Signals): void => {
    rmSync(draft, { force: true });
    release();
    process.kill(process.pid, signal);
  };
  const release = (): void => {
    for (const signal of STOP_SIGNALS) process.removeListener(signal, stop);
  };
  for (const signal of STOP_SIGNALS) process.on(signal, stop);
  return release;
}
