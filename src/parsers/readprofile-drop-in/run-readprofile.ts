import { ZcprofError } from "../../model/zcprof-error.ts";
import { type RawCore, takeRawCore } from "../raw-core.ts";
import { type RawCounters, readCounters } from "../raw-counters.ts";
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
import { describeErrno, errnoName, sourceOf } from "./system-files.ts";

// The rows of a block of the map take half as much again.
const OUTPUT_BYTES = 2 ** 17;
const DEFAULT_PROFILE = "/proc/profile";

/** What a run of readprofile leaves behind. */
export interface RunResult {
  readonly status: number;
  readonly stderr: string;
}

/**
 * Runs readprofile(8) of util-linux 2.38.1 in the C locale on the words of a command line (without the program's
 * name): the same bytes on standard output and standard error, the same status. `--exact` is ours.
 */
export async function runReadprofile(
  words: readonly string[],
  files: SystemFiles,
  core: RawCore | null = takeRawCore(),
): Promise<RunResult> {
  const out = new ByteOutput(OUTPUT_BYTES, (bytes) => files.print(bytes));
  const said: string[] = [];
  let status = 0;
  try {
    await run(out, said, words, files, core);
  } catch (error) {
    const exit = error instanceof ZcprofError ? fail(describe(error)) : error;
    if (!(exit instanceof DropInExit)) throw error;
    status = exit.status;
    said.push(exit.message);
  }
  await out.flush();
  return { status, stderr: said.join("") };
}

async function run(
  out: ByteOutput,
  said: string[],
  args: readonly string[],
  files: SystemFiles,
  core: RawCore | null,
): Promise<void> {
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
  const counters = await readProfile(path, files, asked.nativeOrder ? "native" : "detect", core);
  if (counters.isSwapped) {
    said.push("readprofile: Assuming reversed byte order. Use -n to force native byte order.\n");
  }
  if (asked.info) {
    out.text(`Sampling_step: ${counters.stepBytes}\n`);
    return;
  }
  const { source: map, complaint } = openMapFile(asked.mapPath, files);
  said.push(complaint);
  if (asked.exact) {
    const symbols = await readSymbolMap(map, core);
    checkRawProfile(path, counters, symbols);
    await writeExactListing(out, counters, symbols, asked);
  } else {
    await writeListing(out, counters, map, asked, core);
  }
}

async function readProfile(
  path: string,
  files: SystemFiles,
  order: "detect" | "native",
  core: RawCore | null,
): Promise<RawCounters> {
  let counters: RawCounters;
  try {
    counters = await readCounters(sourceOf(path, files.open(path)), order, core);
  } catch (error) {
    // A folder has no length to seek to, which sets no errno: readprofile shows the one before.
    const errno = errnoName(error) === "EISDIR" ? "ENOENT" : errnoName(error);
    throw fail(`${path}: ${describeErrno(errno)}`);
  }
  if (counters.byteLength === 0) throw fail(`${path}: input file is empty`);
  return counters;
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
