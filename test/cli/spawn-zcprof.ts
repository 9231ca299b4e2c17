import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
// scripts/matrix.mjs has the installed package tested instead of this folder.
const BIN = process.env["ZCPROF_BIN"] ?? fileURLToPath(new URL("../../bin/run.js", import.meta.url));

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SpawnOptions {
  /** Written to standard input, part by part, with a pause of `pauseMs` before each; without it input is empty. */
  readonly input?: readonly string[];
  readonly pauseMs?: number;
  /** Milliseconds in which nobody reads standard output. */
  readonly readerPauseMs?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs the real binary with pipes, as a shell would, and returns what it wrote and its exit status. */
export async function spawnZcprof(args: readonly string[], options: SpawnOptions = {}): Promise<Outcome> {
  const env = { PATH: process.env["PATH"] ?? "", LANG: "C.UTF-8", ...options.env };
  const child = spawn(process.execPath, [BIN, ...args], { env, cwd: options.cwd ?? ROOT });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const status = new Promise<number | null>((resolve) => {
    child.on("close", resolve);
  });
  child.stdin.on("error", () => {});
  for (const part of options.input ?? []) {
    await new Promise((resolve) => setTimeout(resolve, options.pauseMs ?? 0));
    child.stdin.write(part);
  }
  child.stdin.end();
  if (options.readerPauseMs !== undefined) {
    await new Promise((resolve) => setTimeout(resolve, options.readerPauseMs));
  }
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  return { status: await status, stdout, stderr };
}
