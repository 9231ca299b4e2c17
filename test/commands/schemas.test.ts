import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findBreach } from "../../src/parsers/schema-breach.ts";
import { spawnZcprof } from "../cli/spawn-zcprof.ts";

const MAIL = ["example:mail#1", "example:mail#2"];
const folder = mkdtempSync(join(tmpdir(), "zcprof-schemas-"));

/** A run of two symbols, as readprofile -v prints it. */
function writeRun(name: string, ticks: readonly [number, number]): string {
  const path = join(folder, name);
  const [a, b] = ticks;
  writeFileSync(path, `${a} one 0.1000\n${b} two 0.1000\n${a + b} total 0.1000\n`);
  return path;
}

const RUNS = [writeRun("r1.txt", [100, 50]), writeRun("r2.txt", [110, 45]), writeRun("r3.txt", [95, 55])];

const STACKS = ["fixtures/folded/copy_g_r1.folded.txt.gz", "fixtures/perf-script/copy_g_r1.script.txt.gz"];

const COMMANDS: readonly (readonly string[])[] = [
  ["show", "example:mail"],
  ["show", "sim:no-sg:expected"],
  ["show", "fixtures/perf-script/copy_g_r1.script.txt.gz", "--top", "3"],
  ["show", "fixtures/perf-script/copy_g_r1.script.txt.gz", "--by", "inclusive"],
  ["diff", ...STACKS, "--by", "inclusive"],
  ["diff", ...STACKS, "--by", "stack", "--focus", "send"],
  ["diff", ...MAIL],
  ["diff", ...MAIL, "--plan", "--fail-on", "total>+50%", "--without", "group:copy"],
  ["diff", ...MAIL, "--explain", "file_read_actor"],
  ["diff", RUNS.join(","), RUNS.join(",")],
  ["share", "example:mail#3", "--group", "driver", "--group", "copy"],
  ["groups"],
  ["groups", "example:mail#3"],
  ["formats"],
  ["schemas"],
  ["noise", ...RUNS],
  ["show", "nowhere.txt"],
  ["nosuch"],
];

describe("what --json prints", () => {
  it.each(COMMANDS.map((args) => [args]))(
    "of %j keeps the schema that zcprof schemas publishes",
    async (args) => {
      const { stdout } = await spawnZcprof([...args, "--json"]);
      const document = JSON.parse(stdout);
      const schema = await spawnZcprof(["schemas", document.schema]);
      expect([document.schema, schema.status]).toEqual([document.schema, 0]);
      expect(findBreach(JSON.parse(schema.stdout), document)).toBeNull();
    },
  );
});
