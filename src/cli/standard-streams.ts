import { fstatSync, statSync, writeSync } from "node:fs";
import { devNull } from "node:os";
import { EXIT } from "./exit-code.ts";
import { messageOf, systemCode } from "./system-error.ts";

/** Where results go, and where everything else goes. */
type StandardStream = "stdout" | "stderr";

const DESCRIPTORS = { stdout: 1, stderr: 2 } as const;
const opened = new Set<StandardStream>();

/**
 * Returns the terminal that a standard stream is, null where it is a file, a pipe or nothing. Only terminals are opened as
 * Node's streams, whose modules take 6 to 10 ms to load.
 */
export function terminalOf(name: StandardStream): NodeJS.WriteStream | null {
  if (!opened.has(name) && !mayBeTerminal(DESCRIPTORS[name])) return null;
  const stream = openStream(name);
  return stream.isTTY ? stream : null;
}

function mayBeTerminal(descriptor: number): boolean {
  try {
    const facts = fstatSync(descriptor);
    return facts.isCharacterDevice() && facts.rdev !== statSync(devNull, { throwIfNoEntry: false })?.rdev;
  } catch {
    // Node's stream says what is wrong with it.
    return true;
  }
}

/** Writes results to standard output and waits until the reader took them; a slow pipe is waited for. */
export async function writeOutput(content: string | Uint8Array): Promise<void> {
  await writeWhole("stdout", content);
}

/** Writes notes and errors to standard error. */
export function writeNotice(text: string): void {
  // Nobody waits: what cannot be written has ended the program, or is wanted by nobody.
  void writeWhole("stderr", text);
}

function writeWhole(name: StandardStream, content: string | Uint8Array): Promise<void> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const start = opened.has(name) || terminalOf(name) !== null ? 0 : writeAtOnce(name, bytes);
  if (start === bytes.length) return Promise.resolve();
  return new Promise((resolve, reject) => {
    openStream(name).write(bytes.subarray(start), (error) => {
      if (error && systemCode(error) !== "EPIPE") reject(error);
      else resolve();
    });
  });
}

// Returns how much is done with: all, but where a pipe is full whose other end asked not to be waited for.
function writeAtOnce(name: StandardStream, bytes: Uint8Array): number {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(DESCRIPTORS[name], bytes, written);
    } catch (error) {
      if (systemCode(error) === "EAGAIN") return written;
      giveUp(name, error);
      return bytes.length;
    }
  }
  return written;
}

function openStream(name: StandardStream): NodeJS.WriteStream {
  const stream = process[name];
  if (opened.has(name)) return stream;
  opened.add(name);
  stream.on("error", (error) => giveUp(name, error));
  return stream;
}

/**
 * Ends the program as nothing can be written any more. A reader that closes its pipe (`| head`) has seen enough: that is the
 * end of the work, not an error. Of notes it is not even the end: somebody else may want the results.
 */
function giveUp(name: StandardStream, error: unknown): void {
  const isClosed = systemCode(error) === "EPIPE";
  if (isClosed && name === "stderr") return;
  if (isClosed) process.exit(process.exitCode ?? 0);
  if (name === "stdout") process.stderr.write(`error[output]: cannot write: ${messageOf(error)}\n`);
  process.exit(EXIT.refused);
}
