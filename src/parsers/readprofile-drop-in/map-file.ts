import { constants, gunzipSync } from "node:zlib";
import type { ByteSource } from "../byte-source.ts";
import { fail } from "./exit.ts";
import type { OpenedFile, SystemFiles } from "./system-files.ts";
import { describeErrno, errnoName, sourceOf } from "./system-files.ts";

/** A symbol map as readprofile opens it, and what zcat says on standard error while it does. */
export interface MapFile {
  readonly source: ByteSource;
  readonly complaint: string;
}

const NOTHING: OpenedFile = { size: 0, blocks: [] };

/** Returns the two places in which readprofile looks for a map. */
export function defaultMapPaths(files: SystemFiles): [string, string] {
  return ["/boot/System.map", `/boot/System.map-${files.kernelRelease}`];
}

/**
 * Opens the map at `path`, or without one the first default that exists. Throws a DropInExit where it cannot be
 * opened. A folder opens and is empty, as under fopen(3).
 */
export function openMapFile(path: string | null, files: SystemFiles): MapFile {
  if (path !== null) return openAt(path, files);
  const [first, second] = defaultMapPaths(files);
  try {
    return { source: sourceOf(first, files.open(first)), complaint: "" };
  } catch (error) {
    return errnoName(error) === "EISDIR" ? openAt(first, files) : openAt(second, files);
  }
}

function openAt(path: string, files: SystemFiles): MapFile {
  const isPacked = path.endsWith(".gz");
  let file: OpenedFile;
  try {
    file = files.open(path);
  } catch (error) {
    const errno = errnoName(error);
    // readprofile pipes NAME.gz through zcat, so that only zcat notices that there is no such file.
    if (isPacked) {
      const reason = errno === "EISDIR" ? " is a directory -- ignored" : `: ${describeErrno(errno)}`;
      return { source: sourceOf(path, NOTHING), complaint: `gzip: ${path}${reason}\n` };
    }
    if (errno === "EISDIR") return { source: sourceOf(path, NOTHING), complaint: "" };
    throw fail(`${path}: ${describeErrno(errno)}`);
  }
  if (!isPacked) return { source: sourceOf(path, file), complaint: "" };
  const { bytes, complaint } = unpack(path, gather(file));
  return { source: sourceOf(path, { size: bytes.length, blocks: [bytes] }), complaint };
}

function gather({ blocks }: OpenedFile): Uint8Array {
  return Buffer.concat(Array.from(blocks, (block) => Uint8Array.from(block)));
}

function unpack(path: string, packed: Uint8Array): { bytes: Uint8Array; complaint: string } {
  if (packed.length >= 2 && !(packed[0] === 0x1f && packed[1] === 0x8b)) {
    return { bytes: new Uint8Array(0), complaint: `\ngzip: ${path}: not in gzip format\n` };
  }
  try {
    return { bytes: gunzipSync(packed), complaint: "" };
  } catch {
    return { bytes: unpackBeginning(packed), complaint: `\ngzip: ${path}: unexpected end of file\n` };
  }
}

/** Returns what a cut gzip file still yields. */
function unpackBeginning(packed: Uint8Array): Uint8Array {
  try {
    return gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return new Uint8Array(0);
  }
}
