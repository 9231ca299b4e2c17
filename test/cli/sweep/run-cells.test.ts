import { EventEmitter } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { DEFAULT_MACHINE, setUpSimulation } from "../../../src/cli/simulation-setup.ts";
import type { Cell } from "../../../src/cli/sweep/grid.ts";
import { runCells } from "../../../src/cli/sweep/run-cells.ts";

/** A thread that places a cell's seeds one by one, in turns with the others. */
class TurnTaker extends EventEmitter {
  postMessage({ index, seeds }: Cell): void {
    const tell = (done: number): void => {
      if (done > seeds.length) {
        this.emit("message", { kind: "finished", result: { index } });
        return;
      }
      this.emit("message", { kind: "placed", done });
      setImmediate(() => tell(done + 1));
    };
    setImmediate(() => tell(1));
  }
  async terminate(): Promise<number> {
    return 0;
  }
}
vi.mock("node:worker_threads", () => ({
  get Worker() {
    return TurnTaker;
  },
}));

describe("cells on several threads", () => {
  it("tell of every placement once, and never of fewer than before", async () => {
    const setup = await setUpSimulation({ variant: "sg-csum", machine: DEFAULT_MACHINE, settings: {} });
    const cells: Cell[] = [0, 1, 2, 3].map((index) => ({ index, setup, seeds: [1, 2, 3] }));
    const told: number[] = [];
    const finished: number[] = [];
    await runCells(
      cells,
      { workers: 3, workerPath: "" },
      { onPlacements: (done) => told.push(done), onCell: ({ index }) => finished.push(index) },
    );
    expect(told).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    expect(finished.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
  });
});
