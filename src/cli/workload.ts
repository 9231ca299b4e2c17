import { spawn } from "node:child_process";
import { ZcprofError } from "../model/zcprof-error.ts";
import { messageOf, systemCode } from "./system-error.ts";

/** How a workload went. */
export interface WorkloadOutcome {
  /** How long it took, by the monotonic clock. */
  readonly seconds: number;
  /** How the command ended where it did not end well, null otherwise and without a command. */
  readonly failure: string | null;
}

const TELL_MS = 200;

/**
 * Runs a command with this program's own streams until it ends or `seconds` have passed, when it is told to stop (SIGTERM);
 * without a command it waits. `tell` is called with the seconds that have passed. Throws an input error where the command
 * cannot be started.
 */
export async function runWorkload(
  [command, ...words]: readonly string[],
  seconds: number | null,
  tell: (seconds: number) => void,
): Promise<WorkloadOutcome> {
  const startMs = performance.now();
  const passed = (): number => (performance.now() - startMs) / 1000;
  const ticker = setInterval(() => tell(passed()), TELL_MS);
  try {
    const failure =
      command === undefined ? await wait(seconds ?? 0) : await runCommand(command, words, seconds);
    return { seconds: passed(), failure };
  } finally {
    clearInterval(ticker);
  }
}

function wait(seconds: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), seconds * 1000);
  });
}

function runCommand(
  command: string,
  words: readonly string[],
  seconds: number | null,
): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: "inherit" });
    let isStopped = false;
    const timer =
      seconds === null
        ? null
        : setTimeout(() => {
            isStopped = true;
            child.kill("SIGTERM");
          }, seconds * 1000);
    child.on("error", (error) => {
      if (timer !== null) clearTimeout(timer);
      reject(cannotStart(command, error));
    });
    child.on("close", (status, signal) => {
      if (timer !== null) clearTimeout(timer);
      if (status === 0 || isStopped) resolve(null);
      else resolve(`${command} ended ${signal === null ? `with status ${status}` : `by ${signal}`}`);
    });
  });
}

function cannotStart(command: string, error: unknown): ZcprofError {
  return new ZcprofError("input", {
    code: `record/${systemCode(error).toLowerCase()}`,
    message: `cannot run ${command}: ${messageOf(error)}`,
    hint: "name a program after --; for a pipeline write sh -c '...'",
  });
}
