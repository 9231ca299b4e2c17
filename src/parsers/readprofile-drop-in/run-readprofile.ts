import { ZcprofError } from "../../model/zcprof-error.ts";
import { looksByteSwapped, swapBytes, viewWords } from "../raw-counters.ts";
import { checkRawProfile } from "../raw-profile-check.ts";
import { readSymbolMap } from "../symbol-map.ts";
import type { Arguments } from "./arguments.ts";
import { readArguments } from "./arguments.ts";
import { ByteOutput } from "./byte-output.ts";
import { writeExactListing } from "./exact-listing.ts";
import { DropInExit, fail } from "./exit.ts";
import { formatHelp, VERSION_TEXT } from "./help.ts";
import { writeListing } from "./listing.ts";
import { defaultMapPaths, openMapFile } from "./map-file.ts";
import type { SystemFiles } from "./system-files.ts";
import { describeErrno, errnoName } from "./system-files.ts";

// The full listing of a kernel with 200,000 functions takes 11 MB.
const OUTPUT_BYTES = 2 ** 24;
const DEFAULT_PROFILE = "/proc/profile";

/** What a run of readprofile leaves behind. */
export interface RunResult {
  readonly status: number;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/**
 * Runs readprofile(8) of util-linux 2.38.1 in the C locale on the words of a command line (without the program's
 * name): the same bytes on standard output and standard error, the same status. `--exact` is ours.
 */
export function runReadprofile(words: readonly string[], files: SystemFiles): RunResult {
  const out = new ByteOutput(OUTPUT_BYTES);
  const said: string[] = [];
  try {
    run(out, said, words, files);
    return { status: 0, stdout: out.toBytes(), stderr: said.join("") };
  } catch (error) {
    const exit = error instanceof ZcprofError ? fail(describe(error)) : error;
    if (!(exit instanceof DropInExit)) throw error;
    return { status: exit.status, stdout: out.toBytes(), stderr: said.join("") + exit.message };
  }
}

function run(out: ByteOutput, said: string[], args: readonly string[], files: SystemFiles): void {
  const asked = readArguments(args, files.posixlyCorrect);
  if (asked.stop !== null) {
    out.text(asked.stop === "version" ? VERSION_TEXT : formatHelp(defaultMapPaths(files), DEFAULT_PROFILE));
    return;
  }
  if (asked.reset || asked.multiplier !== null) {
    writeProfile(asked, files);
    return;
  }
  const path = asked.profilePath ?? DEFAULT_PROFILE;
  const bytes = readProfile(path, files);
  let words = viewWords(bytes);
  if (!asked.nativeOrder && looksByteSwapped(words)) {
    said.push("readprofile: Assuming reversed byte order. Use -n to force native byte order.\n");
    words = swapBytes(words);
  }
  if (asked.info) {
    out.text(`Sampling_step: ${words[0] ?? readShortStep(bytes)}\n`);
    return;
  }
  const map = openMapFile(asked.mapPath, files);
  said.push(map.complaint);
  if (asked.exact) {
    const symbols = readSymbolMap(map);
    checkRawProfile(path, bytes.length, words, symbols);
    writeExactListing(out, words, symbols, asked);
  } else {
    writeListing(out, words, map.bytes, map.path, asked);
  }
}

function readProfile(path: string, files: SystemFiles): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = files.readFile(path);
  } catch (error) {
    // A folder has no length to seek to, which sets no errno: readprofile shows the one before.
    const errno = errnoName(error) === "EISDIR" ? "ENOENT" : errnoName(error);
    throw fail(`${path}: ${describeErrno(errno)}`);
  }
  if (bytes.length === 0) throw fail(`${path}: input file is empty`);
  return bytes;
}

/** Reads the step from fewer than four bytes, the others being 0 in fresh memory. */
function readShortStep(bytes: Uint8Array): number {
  const padded = new Uint8Array(4);
  padded.set(bytes);
  return viewWords(padded)[0];
}

/** Sets the multiplier by writing an int, or resets the counters by writing anything that is none. */
function writeProfile(asked: Arguments, files: SystemFiles): void {
  const bytes =
    asked.multiplier === null ? new Uint8Array(1) : new Uint8Array(Uint32Array.of(asked.multiplier).buffer);
  try {
    files.writeFile(DEFAULT_PROFILE, bytes);
  } catch (error) {
    const isOpen = error instanceof Error && "syscall" in error && error.syscall === "write";
    const doing = isOpen ? "error writing " : "";
    throw fail(`${doing}${DEFAULT_PROFILE}: ${describeErrno(errnoName(error))}`);
  }
}

function describe({ message, hint, location }: ZcprofError): string {
  const place = [location?.path, location?.line, location?.column]
    .filter((part) => part !== undefined)
    .join(":");
  return `${place === "" ? "" : `${place}: `}${message}${hint === undefined ? "" : ` (${hint})`}`;
}
