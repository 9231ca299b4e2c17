import type { ByteSource } from "../byte-source.ts";

/** A file that is open. */
export interface OpenedFile {
  /** As the file states it: files of /proc have 0 and hold more. */
  readonly size: number;
  /** Its bytes, to be asked for once; each block may lie in the buffer of the one before. */
  readonly blocks: Iterable<Uint8Array>;
}

/** The door through which the drop-in reaches the machine; what opens, reads and writes throws errors with an errno `code`. */
export interface SystemFiles {
  /** `uname -r`. */
  readonly kernelRelease: string;
  /** Whether options end at the first operand (POSIXLY_CORRECT is set). */
  readonly posixlyCorrect: boolean;
  /** Opens a file; a folder is refused with EISDIR, a pipe with ESPIPE, as readprofile seeks. */
  open(path: string): OpenedFile;
  /** Writes to an existing file without cutting it. */
  writeFile(path: string, bytes: Uint8Array): void;
  /** Writes to standard output; the bytes may change once the promise is kept. */
  print(bytes: Uint8Array): Promise<void>;
}

/** Makes a source of a file that is open. */
export function sourceOf(path: string, { size, blocks }: OpenedFile): ByteSource {
  return {
    path,
    size,
    async *blocks() {
      yield* blocks;
    },
  };
}

// strerror(3) of glibc in the C locale.
const REASONS: Readonly<Record<string, string>> = {
  EPERM: "Operation not permitted",
  ENOENT: "No such file or directory",
  EIO: "Input/output error",
  ENXIO: "No such device or address",
  EACCES: "Permission denied",
  EBUSY: "Device or resource busy",
  ENOTDIR: "Not a directory",
  EISDIR: "Is a directory",
  EINVAL: "Invalid argument",
  EMFILE: "Too many open files",
  ENOSPC: "No space left on device",
  ESPIPE: "Illegal seek",
  EROFS: "Read-only file system",
  ENAMETOOLONG: "File name too long",
  ELOOP: "Too many levels of symbolic links",
};

/** Returns the errno name of a thrown error, EIO where it has none. */
export function errnoName(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "EIO";
}

/** Returns strerror(3) for an errno name; an unlisted one stands for itself. */
export function describeErrno(name: string): string {
  return REASONS[name] ?? name;
}
