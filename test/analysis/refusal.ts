import { ZcprofError } from "../../src/model/zcprof-error.ts";

/** Returns the error with which an action refuses its input, null where it refuses nothing. Any other error is a fault, and goes on. */
export function findRefusal(action: () => unknown): ZcprofError | null {
  try {
    action();
  } catch (error) {
    if (error instanceof ZcprofError) return error;
    throw error;
  }
  return null;
}

/** Returns kind, code and message of a refusal, "" where nothing is refused. */
export function sayRefusal(action: () => unknown): string {
  const refusal = findRefusal(action);
  return refusal === null ? "" : `${refusal.kind} ${refusal.code}: ${refusal.message}`;
}
