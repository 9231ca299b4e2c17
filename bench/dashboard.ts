/**
 * Measures what a key costs on its way to the screen: CPU milliseconds (user and system, all threads) of the built
 * dashboard for each key typed into a real terminal (tmux), in a comparison of 20,000 symbols. Keys come slower than the
 * screen is redrawn, so that each is drawn. Linux only: CPU is read from /proc. Needs a build, and tmux.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isInstalled, reportAbsent, reportFigure } from "./harness.ts";

const SYMBOLS = 20_000;
const KEYS = 60;
const PAUSE_MS = 80;
const TARGET_MS = 50;
const SERVER = `zcprof-bench-${process.pid}`;
/** Clock ticks of /proc/PID/stat, USER_HZ (proc(5)). */
const TICK_MS = 10;

const folder = mkdtempSync(join(tmpdir(), "zcprof-bench-"));
const tmux = (...args: readonly string[]): string =>
  execFileSync("tmux", ["-L", SERVER, ...args], { encoding: "utf8" });
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function writeRun(run: number): string {
  const path = join(folder, `run${run}.folded`);
  const lines = Array.from(
    { length: SYMBOLS },
    (_, i) => `function_${i} ${5 + ((i * 7919 + run * 31) % 997)}\n`,
  );
  writeFileSync(path, lines.join(""));
  return path;
}

function readCpuMs(pid: string): number {
  // The name in brackets may hold spaces; utime and stime are the fields 14 and 15.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

async function measure(columns: number, rows: number, sources: readonly string[]): Promise<void> {
  const line = `exec ${process.execPath} bin/run.js dashboard ${sources.join(" ")}`;
  tmux("-f", "/dev/null", "new-session", "-d", "-s", "it", "-x", `${columns}`, "-y", `${rows}`, line);
  const pid = tmux("list-panes", "-t", "it", "-F", "#{pane_pid}").trim();
  while (!tmux("capture-pane", "-p", "-t", "it").includes("row 1 of")) await pause(100);
  for (const [name, keys] of [
    ["down", ["j"]],
    ["page down", ["Space"]],
    ["last and first", ["G", "g"]],
    ["search, a letter", ["/", "9", "9", "8", "Escape"]],
  ] as const) {
    await pause(500);
    const before = readCpuMs(pid);
    for (let i = 0; i < KEYS; i++) {
      tmux("send-keys", "-t", "it", keys[i % keys.length]);
      await pause(PAUSE_MS);
    }
    await pause(200);
    const each = (readCpuMs(pid) - before) / KEYS;
    reportFigure(
      `a key in the dashboard, ${SYMBOLS} symbols, ${columns}x${rows}: ${name}`,
      each,
      "ms",
      TARGET_MS,
    );
  }
  spawnSync("tmux", ["-L", SERVER, "kill-server"]);
  await pause(300);
}

if (isInstalled("tmux")) {
  const runs = [writeRun(1), writeRun(2)];
  await measure(80, 24, runs);
  await measure(200, 50, runs);
  await measure(300, 60, runs);
} else reportAbsent("keys in the dashboard (tmux)");
