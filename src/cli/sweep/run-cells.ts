import { Worker } from "node:worker_threads";
import { ZcprofError } from "../../model/zcprof-error.ts";
import { type CellResult, simulateCell } from "./cell-result.ts";
import type { CellNews } from "./cell-worker.ts";
import type { Cell } from "./grid.ts";

/** Whom to tell, and where. */
export interface RunListener {
  /** Placements done so far, of all cells, the parts of those under way included. */
  onPlacements(done: number): void;
  onCell(result: CellResult): void;
}

/**
 * Simulates cells on `workers` threads of the script `workerPath`, on this one for a single worker. Which thread takes
 * which cell is chance and changes no result. Rejects with the first error and stops the threads.
 */
export async function runCells(
  cells: readonly Cell[],
  { workers, workerPath }: { readonly workers: number; readonly workerPath: string },
  listener: RunListener,
): Promise<void> {
  let placed = 0;
  // Threads report in any order: what each adds is summed here, so that the count never falls.
  const add = (more: number): void => listener.onPlacements((placed += more));
  const count = Math.min(workers, cells.length);
  if (count <= 1) {
    for (const cell of cells) listener.onCell(simulateCell(cell, tellIncrease(add)));
    return;
  }
  const queue = cells.values();
  const threads = Array.from({ length: count }, () => new Worker(workerPath));
  try {
    await Promise.all(
      threads.map((thread) => serve(thread, queue, add, (result) => listener.onCell(result))),
    );
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** Hands one thread cells of the queue until there are none left. */
function serve(
  thread: Worker,
  queue: Iterator<Cell>,
  add: (more: number) => void,
  onCell: (result: CellResult) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let tell = tellIncrease(add);
    const handNext = (): void => {
      const next = queue.next();
      if (next.done === true) {
        resolve();
        return;
      }
      tell = tellIncrease(add);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      thread.postMessage(next.value);
    };
    thread.on("error", reject);
    thread.on("message", (news: CellNews) => {
      if (news.kind === "placed") tell(news.done);
      else if (news.kind === "refused") reject(new ZcprofError(news.why, news.diagnostic));
      else if (news.kind === "failed")
        reject(news.error instanceof Error ? news.error : new Error(String(news.error)));
      else {
        onCell(news.result);
        handNext();
      }
    });
    handNext();
  });
}

/** Turns a cell's own count of placements into what is added by each report. */
function tellIncrease(add: (more: number) => void): (done: number) => void {
  let before = 0;
  return (done) => {
    add(done - before);
    before = done;
  };
}
