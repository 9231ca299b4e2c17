import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { spawnZcprof } from "./spawn-zcprof.ts";

const folder = mkdtempSync(join(tmpdir(), "zcprof-terminal-"));
const input = join(folder, "hostile.csv");
const NAME = "evil\u001b[2J\u0007\u202e";
writeFileSync(input, `symbol,ticks\n${NAME},3\nplain,2\n`);

/** Makes the program believe that it writes to a terminal. */
const PRELOAD = `
  import fs from "node:fs";
  const { fstatSync } = fs;
  fs.fstatSync = (file) => Object.assign(fstatSync(file), file === 1 ? { isCharacterDevice: () => true } : {});
  process.stdout.isTTY = true;
  process.stdout.getWindowSize = () => [80, 24];`;
const TERMINAL = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(PRELOAD)}` };

// What a terminal would act on: all controls but the line end and the tab, and the bidi overrides.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
const ACTIVE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]/;

const COMMANDS = [
  ["show", input, "--format", "csv"],
  ["diff", input, input, "--format", "csv"],
  ...["csv", "folded", "readprofile"].map((to) => ["convert", input, "--to", to]),
];

describe("names that a terminal would act on", () => {
  it("reach a terminal as escapes in every format that carries names as they are", async () => {
    for (const args of COMMANDS) {
      const { stdout } = await spawnZcprof(args, { env: TERMINAL });
      expect([args, stdout.match(ACTIVE)]).toEqual([args, null]);
      expect(stdout).toContain("evil\\x1b[2J\\x07\\u{202e}");
    }
  });

  it("reach a pipe and a file as they are, and read back", async () => {
    for (const args of COMMANDS) {
      const { stdout } = await spawnZcprof(args);
      expect([args, stdout.includes(NAME)]).toEqual([args, true]);
    }
    const output = join(folder, "copy.csv");
    await spawnZcprof(["convert", input, "--to", "csv", "-o", output], { env: TERMINAL });
    expect(readFileSync(output, "utf8")).toContain(NAME);
  });
});
