import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../cli/spawn-zcprof.ts";

const DIST = join(ROOT, "dist");
const STATIC_IMPORT = /(?:import|export)\s*(?:[^"'();]*?from\s*)?"(\.[^"]+)"/g;
const DYNAMIC_IMPORT = /import\("(\.[^"]+)"\)/g;

/** Files that a bundled entry loads before it runs, itself included. */
function loadedBy(entry: string): Set<string> {
  const loaded = new Set<string>();
  const visit = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const [, target] of readFileSync(path, "utf8").matchAll(STATIC_IMPORT))
      visit(join(path, "..", target));
  };
  visit(entry);
  return loaded;
}

/** True for a bundled file that holds ink's or React's own code. */
function holdsScreens(path: string): boolean {
  return /react\.transitional\.element|ink-root/.test(readFileSync(path, "utf8"));
}

describe("the screens", () => {
  const commands = readdirSync(join(DIST, "commands"), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".js"),
  );

  it("are loaded by no command when it starts, the dashboard's own included", () => {
    expect(commands).toContain("diff.js");
    for (const name of [...commands.map((command) => join("commands", command)), join("cli", "main.js")]) {
      expect([name, [...loadedBy(join(DIST, name))].filter(holdsScreens)]).toEqual([name, []]);
    }
  });

  it("are there where the dashboard asks for them", () => {
    const asked = [...loadedBy(join(DIST, "commands", "dashboard.js"))].flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(DYNAMIC_IMPORT)].map(([, target]) => join(path, "..", target)),
    );
    expect(asked.some((path) => [...loadedBy(path)].some(holdsScreens))).toBe(true);
  });
});
