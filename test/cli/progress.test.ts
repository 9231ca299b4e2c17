import { describe, expect, it } from "vitest";
import { Progress } from "../../src/cli/progress.ts";

/** A terminal of 60 columns that records what is written, and a clock that is set by hand. */
function makeScreen(isTTY = true) {
  const written: string[] = [];
  const clock = { ms: 0 };
  const screen = { isTTY, columns: 60, write: (text: string) => written.push(text) };
  const open = (quiet = false) => new Progress({ quiet }, screen, () => clock.ms);
  return { written, clock, open };
}

const ERASE = "\r\u001b[K";

describe("progress", () => {
  it("says nothing of work that takes less than a second", () => {
    const { written, clock, open } = makeScreen();
    const task = open().start("reading a.txt", { unit: "bytes", total: 100 });
    clock.ms = 999;
    task.update(99);
    task.finish();
    expect(written).toEqual([]);
  });

  it("says amount, part, rate and time left, and takes the line away", () => {
    const { written, clock, open } = makeScreen();
    const task = open().start("reading a.txt", { unit: "bytes", total: 4_000_000_000 });
    clock.ms = 2000;
    task.update(1_000_000_000);
    clock.ms = 2050;
    task.update(1_100_000_000);
    task.finish();
    task.finish();
    // 1 GB in 2 s is 500 MB/s; the 3 GB that are left take 6 s.
    expect(written).toEqual([`${ERASE}reading a.txt   25%  1.00 GB of 4.00 GB  500 MB/s  6 s left`, ERASE]);
  });

  it("says what begins and cannot tell how far it is, in a run that has taken a second", () => {
    const { written, clock, open } = makeScreen();
    const progress = open();
    clock.ms = 999;
    progress.announce("comparing");
    expect(written).toEqual([]);
    clock.ms = 1000;
    progress.announce("comparing");
    progress.announce("making the page");
    progress.finish();
    expect(written).toEqual([`${ERASE}comparing ...`, ERASE, `${ERASE}making the page ...`, ERASE]);
  });

  it("counts items, and says no part where nobody knows the total", () => {
    const { written, clock, open } = makeScreen();
    const task = open().start("sweep", { unit: "runs" });
    clock.ms = 4000;
    task.update(10);
    expect(written).toEqual([`${ERASE}sweep  10 runs  2.50 runs/s`]);
  });

  it("stays within the line, and lets no name act on the terminal", () => {
    const { written, clock, open } = makeScreen();
    const task = open().start(`reading ${"x".repeat(90)}\u001b[2J`, { unit: "bytes", total: 100 });
    clock.ms = 2000;
    task.update(50);
    const line = written[0].slice(ERASE.length);
    expect(line.length).toBeLessThan(60);
    expect(line).not.toContain("\u001b");
    expect(line).toContain("50%");
  });

  it("is silent in a pipe and where quiet is wanted", () => {
    for (const [isTTY, quiet] of [
      [false, false],
      [true, true],
    ]) {
      const { written, clock, open } = makeScreen(isTTY);
      const task = open(quiet).start("reading", { unit: "bytes" });
      clock.ms = 5000;
      task.update(50);
      task.finish();
      expect(written).toEqual([]);
    }
  });
});
