import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./spawn-zcprof.ts";

const folder = mkdtempSync(join(tmpdir(), "zcprof-interrupt-"));

/** Runs the binary by a shell, stops it after `delayMs`, and returns the status that the shell sees. */
async function interrupt(args: readonly string[], delayMs: number) {
  const child = spawn(process.execPath, [join(ROOT, "bin/run.js"), ...args], { cwd: ROOT, stdio: "ignore" });
  const ended = new Promise<number>((resolve) => {
    child.on("close", (code, signal) =>
      resolve(signal === null ? (code ?? -1) : 128 + constants.signals[signal]),
    );
  });
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  const sentMs = performance.now();
  child.kill("SIGINT");
  return { status: await ended, waitedMs: performance.now() - sentMs };
}

describe("Ctrl-C", () => {
  it("ends a computation that never waits for anything, at once and with 130", async () => {
    // Forty simulations on end: the program looks at no event between them for well over ten seconds.
    const sources = Array.from({ length: 40 }, (_, seed) => `sim:no-sg:seed=${seed}`);
    const { status, waitedMs } = await interrupt(["show", ...sources], 1500);
    expect(status).toBe(130);
    expect(waitedMs).toBeLessThan(1000);
  });

  it("leaves the file that was there, or a whole one, and no draft, whenever it comes", async () => {
    const rows = Array.from({ length: 300_000 }, (_, i) => `symbol_${i},${i + 1}`);
    const input = join(folder, "big.csv");
    writeFileSync(input, `symbol,ticks\n${rows.join("\n")}\n`);
    const output = join(folder, "out.csv");
    for (let delayMs = 300; delayMs <= 1500; delayMs += 300) {
      const { status } = await interrupt(["convert", input, "--to", "csv", "-o", output], delayMs);
      expect([0, 130]).toContain(status);
      expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
      if (existsSync(output)) expect(readFileSync(output, "utf8").endsWith("\n")).toBe(true);
    }
  });
});
