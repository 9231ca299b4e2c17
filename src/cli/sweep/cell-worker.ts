import { parentPort } from "node:worker_threads";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { type ErrorKind, ZcprofError } from "../../model/zcprof-error.ts";
import { simulateCell } from "./cell-result.ts";
import type { Cell } from "./grid.ts";

/** What a thread tells of the cell that it was given. */
export type CellNews =
  | { readonly kind: "placed"; readonly done: number }
  | { readonly kind: "finished"; readonly result: ReturnType<typeof simulateCell> }
  /** A refusal travels as data, since a thread's errors lose their class on the way. */
  | { readonly kind: "refused"; readonly why: ErrorKind; readonly diagnostic: Diagnostic }
  | { readonly kind: "failed"; readonly error: unknown };

// A thread simulates one cell after another as they are handed to it.
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
const tell = (news: CellNews): void => parentPort?.postMessage(news);
parentPort?.on("message", (cell: Cell) => {
  try {
    tell({ kind: "finished", result: simulateCell(cell, (done) => tell({ kind: "placed", done })) });
  } catch (error) {
    tell(describeFailure(error));
  }
});

function describeFailure(error: unknown): CellNews {
  if (!(error instanceof ZcprofError)) return { kind: "failed", error };
  const { kind: why, code, message, hint = "" } = error;
  return { kind: "refused", why, diagnostic: { code, message, hint } };
}
