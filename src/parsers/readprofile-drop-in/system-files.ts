/** The door through which the drop-in reaches the machine; readFile and writeFile throw errors with an errno `code`. */
export interface SystemFiles {
  /** `uname -r`. */
  readonly kernelRelease: string;
  /** Whether options end at the first operand (POSIXLY_CORRECT is set). */
  readonly posixlyCorrect: boolean;
  /** Reads a whole file; a pipe or terminal is refused with ESPIPE, as readprofile seeks. */
  readFile(path: string): Uint8Array;
  /** Writes to an existing file without cutting it. */
  writeFile(path: string, bytes: Uint8Array): void;
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
