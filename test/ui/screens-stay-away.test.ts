import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../cli/spawn-zcprof.ts";

const DIST = join(ROOT, "dist");
const STATIC_IMPORT = /(?:import|export)\s*(?:[^"'();]*?from\s*)?"(\.[^"]+)"/g;
const REQUIRE = /require\("(\.[^"]+)"\)/g;

/** Files that the bundled screens load, themselves included. */
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
  it("are in no part of the program that commands are loaded from, nor in a package that one may load", () => {
    const files = readdirSync(DIST, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".cjs"),
    );
    const parts = files.filter((name) => !name.includes("/") && name !== "screens.cjs");
    expect(parts).toContain("zcprof.cjs");
    expect(files.map((name) => join(DIST, name)).filter(holdsScreens)).toEqual([]);
    const required = parts.flatMap((name) =>
      [...readFileSync(join(DIST, name), "utf8").matchAll(REQUIRE)].map(([, target]) => target),
    );
    expect(new Set(required.filter((target) => !target.startsWith("./packages/")))).toEqual(
      new Set(["./screens.cjs"]),
    );
  });

  it("are there where the dashboard asks for them", () => {
    expect(readFileSync(join(DIST, "screens.cjs"), "utf8")).toContain('import("./ui/run-dashboard.js")');
    expect([...loadedBy(join(DIST, "ui/run-dashboard.js"))].some(holdsScreens)).toBe(true);
  });
});
