import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./cli/spawn-zcprof.ts";

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

describe("SECURITY.md", () => {
  it("names tests that exist, one for each promise", () => {
    const rows = read("SECURITY.md")
      .split("\n")
      .filter((line) => line.startsWith("| ") && !line.startsWith("| against"));
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      const [, file, title] = /`(test\/[^`]+)`: (.+) \|$/.exec(row) ?? [];
      expect([row, file !== undefined && existsSync(join(ROOT, file))]).toEqual([row, true]);
      expect([row, read(file).includes(title)]).toEqual([row, true]);
    }
  });
});

describe("fixtures/ORIGINS.md", () => {
  it("says where the fixtures of every folder come from, and of no other", () => {
    const named = [...read("fixtures/ORIGINS.md").matchAll(/^## (.+)$/gm)].flatMap(([, names]) =>
      names.split(", "),
    );
    const folders = readdirSync(join(ROOT, "fixtures"), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(named.sort()).toEqual(folders.map(({ name }) => name).sort());
  });
});
