import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, Parser } from "@oclif/core";
import { describe, expect, it } from "vitest";
import { splitCommand } from "../../../src/cli/split-command.ts";
import { readArguments } from "../../../src/parsers/readprofile-drop-in/arguments.ts";
import { ROOT, spawnZcprof } from "../spawn-zcprof.ts";
import { zcprofWords } from "./shell-words.ts";

const manifest: { commands: Record<string, Command.Loadable> } = JSON.parse(
  readFileSync(join(ROOT, "oclif.manifest.json"), "utf8"),
);
const commands = Object.entries(manifest.commands);
const wordsOf = (id: string): string[] => id.split(":");
const widest = (text: string): number => Math.max(...text.split("\n").map((line) => line.length));

describe("help", () => {
  it("lists all commands on 24 rows of 80 columns, the shell's prompt included", async () => {
    const { status, stdout } = await spawnZcprof(["--help"]);
    expect(status).toBe(0);
    expect(stdout.trimEnd().split("\n").length).toBeLessThanOrEqual(23);
    expect(widest(stdout)).toBeLessThanOrEqual(80);
    for (const [id, { summary }] of commands) {
      const line = stdout.split("\n").find((text) => text.startsWith(`  ${id.replace(":", " ")} `));
      expect(line?.endsWith(summary ?? "-"), id).toBe(true);
    }
    expect(await spawnZcprof([])).toEqual({ status, stdout, stderr: "" });
  });

  it("says of every command, argument and flag in a sentence what it is for", () => {
    expect(commands.length).toBeGreaterThan(15);
    for (const [id, { args, flags, summary }] of commands) {
      expect(summary, id).toMatch(/^[A-Z].*\.$/);
      for (const { name, description } of Object.values(args))
        expect([id, name, description]).toEqual([id, name, expect.stringMatching(/^[A-Z].*\.$/)]);
      for (const flag of Object.values(flags))
        expect([id, flag.name, flag.summary]).toEqual([id, flag.name, expect.stringMatching(/^\S.*\.$/)]);
    }
  });

  it("gives every command two examples or more that its parser takes", async () => {
    for (const [id, { examples = [] }] of commands) {
      expect(examples.length, id).toBeGreaterThanOrEqual(2);
      for (const example of examples) {
        const text = (typeof example === "string" ? example : example.command)
          .replaceAll("<%= config.bin %>", "zcprof")
          .replaceAll("<%= command.id %>", id);
        const words = zcprofWords(text);
        const own = commands
          .map(([other]) => other)
          .filter((other) => wordsOf(other).every((word, i) => words[i] === word))
          .sort((a, b) => b.length - a.length)[0];
        expect(own, text).toBeDefined();
        if (example === examples[0]) expect(own).toBe(id);
        await expect(parse(own, words.slice(wordsOf(own).length)), text).resolves.toBeDefined();
      }
    }
    await expect(parse("diff", ["a", "b", "--nosuch"])).rejects.toThrow(/nosuch/);
    await expect(parse("share", ["--group", "driver"])).rejects.toThrow(/source/);
  });

  it("of a command shows its examples before its flags, within 80 columns", async () => {
    for (const [id, { flags }] of commands) {
      const { status, stdout } = await spawnZcprof(["help", ...wordsOf(id)]);
      expect([id, status]).toEqual([id, 0]);
      expect([id, widest(stdout) <= 80]).toEqual([id, true]);
      const [usage, examples, first] = ["USAGE", "EXAMPLES", "FLAGS\n"].map((header) =>
        stdout.indexOf(header),
      );
      expect([id, usage >= 0 && usage < examples]).toEqual([id, true]);
      if (Object.keys(flags).length > 0) expect([id, examples < first]).toEqual([id, true]);
      for (const flag of Object.values(flags))
        expect([id, stdout.includes(`--${flag.name}`)]).toEqual([id, true]);
    }
  });
});

/** Reads words as a command does; rejects where it would refuse them. */
async function parse(id: string, words: string[]): Promise<unknown> {
  if (id === "readprofile") return readArguments(words, true);
  const { default: Class } = await import(
    /* @vite-ignore */ join(ROOT, "src/commands", `${id.replace(":", "/")}.ts`)
  );
  return Parser.parse(splitCommand(words).own, Class);
}
