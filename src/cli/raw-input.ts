import { closeSync, openSync, readSync, statSync } from "node:fs";
import { basename } from "node:path";
import { ZcprofError } from "../model/zcprof-error.ts";
import type { ByteSource } from "../parsers/byte-source.ts";
import { decodeSource } from "../parsers/decode-source.ts";
import type { Head } from "../parsers/parser.ts";
import { rememberInput } from "./input-files.ts";
import { messageOf, systemCode } from "./system-error.ts";

/**
 * More than the head of an input, so that the first block need not be copied, and little enough to stay in the
 * processor's cache: memory that is touched for the first time costs more than the reading of the file.
 */
const BLOCK_BYTES = 256 * 1024;

/** The largest counters that 2.6 kept have 16 MiB; a larger file is read in blocks of so many bytes. */
const LARGEST_BLOCK_BYTES = 64 * 1024 * 1024;

/** The counters of the kernel's own profiler. */
export const PROC_PROFILE = "/proc/profile";
const BOOT_HINT =
  "boot the kernel with the parameter profile=2 (it needs CONFIG_PROFILING); perf script needs neither";

const REASONS: Record<string, { reason: string; hint?: string }> = {
  ENOENT: {
    reason: "there is no such file",
    hint: "check the path; a pattern such as 'runs/*.txt' needs quotes",
  },
  EACCES: { reason: "permission denied", hint: "run as a user who may read it" },
  EPERM: { reason: "permission denied", hint: "run as a user who may read it" },
  EISDIR: { reason: "it is a folder", hint: "name the files in it, for example 'FOLDER/*.txt'" },
  ENOTDIR: { reason: "a part of the path is no folder" },
};

/** Returns the error for a path that cannot be read, with the system's reason in words. */
export function inputError(path: string, error: unknown): ZcprofError {
  const code = systemCode(error);
  const { reason, hint: usual } = REASONS[code] ?? { reason: messageOf(error) };
  // Nobody mistyped this path: the kernel has the file only where it was booted for it.
  const hint = path === PROC_PROFILE && code === "ENOENT" ? BOOT_HINT : usual;
  return new ZcprofError("input", {
    code: `input/${code.toLowerCase()}`,
    message: `cannot read ${path}: ${reason}`,
    ...(hint === undefined ? {} : { hint }),
    location: { path },
  });
}

/** Yields a file's bytes in two buffers that are used in turn (see ByteSource). Throws input errors. */
export function readFileBlocks(path: string): Iterable<Uint8Array> {
  return readBlocks(path, () => new Uint8Array(BLOCK_BYTES));
}

/**
 * Yields a file's bytes as one block where its size allows it: what is counted while counters are read in pieces, the
 * work of reading among it, stands in the later pieces. The block's pages are touched before, so that no fault of theirs
 * is counted either. Throws input errors.
 */
export function readFileAtOnce(path: string): Iterable<Uint8Array> {
  const bytes = Math.min(sizeOfFile(path) ?? BLOCK_BYTES, LARGEST_BLOCK_BYTES);
  return readBlocks(path, () => new Uint8Array(bytes).fill(1));
}

function* readBlocks(path: string, makeBlock: () => Uint8Array): Iterable<Uint8Array> {
  let descriptor: number;
  try {
    descriptor = openSync(path, "r");
  } catch (error) {
    throw inputError(path, error);
  }
  rememberInput(path);
  try {
    const buffers = [makeBlock(), makeBlock()];
    for (let turn = 0; ; turn++) {
      const block = buffers[turn % 2];
      const length = readSync(descriptor, block, 0, block.length, null);
      if (length === 0) return;
      yield block.subarray(0, length);
    }
  } catch (error) {
    throw inputError(path, error);
  } finally {
    closeSync(descriptor);
  }
}

/** Returns the size of a file in bytes, undefined where it states none, as those of /proc do. */
export function sizeOfFile(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size || undefined;
}

/** Opens a file as a source, gunzipped, in blocks as `read` yields them. Throws input errors. */
export function openFile(path: string, read = readFileBlocks): Promise<{ source: ByteSource; head: Head }> {
  return decodeSource(path, read(path), basename(path), sizeOfFile(path));
}

/** Yields standard input to its end, however late it comes. Throws a usage error where it is a terminal. */
export async function* readStandardInput(): AsyncIterable<Uint8Array> {
  if (process.stdin.isTTY) {
    throw new ZcprofError("usage", {
      code: "input/terminal",
      message: "standard input is the terminal, and nobody types a profile",
      hint: "pipe a profile in, for example: readprofile -v | zcprof show -",
    });
  }
  for await (const block of process.stdin) yield Buffer.from(block);
}
