import { spawnSync } from "node:child_process";
import { terminalOf, writeOutput } from "../standard-streams.ts";

// As git calls it: a text that fits is printed and less ends at once, and what was read stays on the screen.
const PAGER = "less";
const LESS = "FRX";

/** Prints a text, through the user's pager (PAGER, else less) where a terminal has fewer rows than the text. */
export async function printPaged(text: string): Promise<void> {
  const terminal = terminalOf("stdout");
  const isLonger = terminal !== null && text.split("\n").length > terminal.rows;
  if (isLonger && process.env["TERM"] !== "dumb" && showInPager(text)) return;
  await writeOutput(text);
}

// Returns whether a pager showed the text: 127 is how a shell says that there is no such program.
function showInPager(text: string): boolean {
  const pager = process.env["PAGER"] ?? PAGER;
  if (pager.trim() === "") return false;
  const { status, error } = spawnSync(pager, {
    shell: true,
    input: text,
    stdio: ["pipe", "inherit", "ignore"],
    env: { LESS, ...process.env },
  });
  return status !== 127 && (error === undefined || ("code" in error && error.code === "EPIPE"));
}
