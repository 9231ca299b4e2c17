import { openSync } from "node:fs";
import { ReadStream } from "node:tty";

/** Where the keys come from when standard input is data. */
const CONTROLLING_TERMINAL = process.platform === "win32" ? "\\\\.\\CONIN$" : "/dev/tty";

/** Opens the terminal's keys: standard input, or where data are piped in, the terminal itself; null without one. */
export function openKeys(): ReadStream | null {
  if (process.stdin.isTTY) return process.stdin;
  try {
    return new ReadStream(openSync(CONTROLLING_TERMINAL, "r"));
  } catch {
    return null;
  }
}
