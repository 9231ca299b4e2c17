import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../cli/spawn-zcprof.ts";

export const hasTmux = spawnSync("tmux", ["-V"]).status === 0 || process.env["ZCPROF_FULL"] === "1";
const PATIENCE_MS = 20_000;
// A server for each test: one that is told to end may still answer the next test, and end then.
let opened = 0;
const server = (): string => `zcprof-test-${process.pid}-${opened}`;
export const folder = mkdtempSync(join(tmpdir(), "zcprof-ui-"));
export const PROMPT = "the shell is back";

export const tmux = (...args: readonly string[]): string =>
  execFileSync("tmux", ["-L", server(), ...args], { encoding: "utf8" });
export const screen = (): string => tmux("capture-pane", "-p", "-t", "it");
export const press = (...keys: readonly string[]): string => tmux("send-keys", "-t", "it", ...keys);

/** Starts a shell line on a terminal of its own; the line's exit status is printed after it. */
export function openTerminal(line: string, columns: number, rows: number): void {
  opened++;
  const script = join(folder, "run.sh");
  writeFileSync(
    script,
    `cd ${JSON.stringify(ROOT)}\necho before\n${line}\necho "${PROMPT}, status $?"\nsleep 60\n`,
  );
  tmux(
    "-f",
    "/dev/null",
    "new-session",
    "-d",
    "-s",
    "it",
    "-x",
    `${columns}`,
    "-y",
    `${rows}`,
    `bash ${script}`,
  );
}

export async function waitFor(isThere: (text: string) => boolean): Promise<string> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const text = screen();
    if (isThere(text)) return text;
    if (Date.now() > end) throw new Error(`the screen never came to it:\n${text}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Ends the terminal of the test that is over. */
export function closeTerminal(): void {
  spawnSync("tmux", ["-L", server(), "kill-server"]);
}
