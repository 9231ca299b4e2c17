import { spawn } from "node:child_process";
import { ZcprofError } from "../../model/zcprof-error.ts";
import { readAll } from "../../parsers/byte-source.ts";
import { decodeSource } from "../../parsers/decode-source.ts";
import { PROC_PROFILE, readFileAtOnce } from "../raw-input.ts";
import { messageOf, systemCode } from "../system-error.ts";

/** Something that can be read again and again. */
export interface WatchedSource {
  /** A path or a command line: hostile text. */
  readonly title: string;
  /** True for this machine's /proc/profile. */
  readonly isKernel: boolean;
  /** Reads it once. Throws input errors; rejects when `signal` aborts. */
  read(signal: AbortSignal): Promise<Uint8Array>;
}

/** This machine's /proc/profile. */
export const PROC_WATCH: WatchedSource = {
  title: PROC_PROFILE,
  isKernel: true,
  read: async () => Buffer.concat([...readFileAtOnce(PROC_PROFILE)].map((block) => Buffer.from(block))),
};

/** A reading is kept whole; 2.6 has 16 MiB of counters at most, and a listing of every symbol of a kernel 10. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Returns a command, with its arguments, whose standard output is a profile. */
export function watchCommand(words: readonly string[]): WatchedSource {
  const title = words.join(" ");
  return {
    title,
    isKernel: false,
    read: (signal) => readCommand(title, words, signal).then((bytes) => expand(title, bytes)),
  };
}

/** Gunzips what is gzipped, as other sources are. */
async function expand(title: string, bytes: Uint8Array): Promise<Uint8Array> {
  return readAll((await decodeSource(title, [bytes], "")).source);
}

function readCommand(
  title: string,
  [command, ...words]: readonly string[],
  signal: AbortSignal,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    // Keys are the dashboard's: the command has no standard input.
    const child = spawn(command, words, { stdio: ["ignore", "pipe", "pipe"], signal });
    // What the command started may live on and hold its output open: nobody waits for that.
    signal.addEventListener("abort", () => {
      child.stdout.destroy();
      child.stderr.destroy();
      child.unref();
    });
    const blocks: Buffer[] = [];
    let bytes = 0;
    let said = "";
    child.stdout.on("data", (block: Buffer) => {
      bytes += block.length;
      blocks.push(block);
      if (bytes <= MOST_BYTES) return;
      child.kill();
      reject(
        failed(
          title,
          `it prints more than ${MOST_BYTES / 2 ** 20} MiB`,
          "convert a profile as large into a file first",
        ),
      );
    });
    child.stderr.on("data", (block: Buffer) => {
      said = (said + block.toString()).slice(-1000);
    });
    child.on("error", (error) => {
      reject(
        failed(
          title,
          systemCode(error) === "ENOENT" ? "there is no such program" : messageOf(error),
          "name a program after --; for a pipeline write sh -c '...'",
        ),
      );
    });
    child.on("close", (status, killer) => {
      if (status === 0) return resolve(Buffer.concat(blocks));
      const end = killer === null ? `it ended with status ${status}` : `it was ended by ${killer}`;
      const words = said.trim().split("\n").at(-1) ?? "";
      reject(failed(title, words === "" ? end : `${end}: ${words}`, "try it alone: it must print a profile"));
    });
  });
}

function failed(title: string, reason: string, hint: string): ZcprofError {
  return new ZcprofError("input", {
    code: "live/command",
    message: `cannot watch ${title}: ${reason}`,
    hint,
  });
}
