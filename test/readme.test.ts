import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, spawnZcprof } from "./cli/spawn-zcprof.ts";

describe("the README", () => {
  it("shows what the program prints", async () => {
    const readme = readFileSync(join(ROOT, "README.md"), "utf8");
    const [, command, printed] = /\$ zcprof (diff [\s\S]*?')\n\n([\s\S]*?)```/.exec(readme) ?? [];
    const args = command
      .replaceAll("\\\n", " ")
      .split(/\s+/)
      .map((word) => word.replaceAll("'", ""));
    const { status, stdout } = await spawnZcprof(args);
    expect(status).toBe(0);
    expect(stdout).toBe(printed);
  });
});
