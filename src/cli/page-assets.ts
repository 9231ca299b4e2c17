import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PageAssets } from "../render/page.ts";

/** Reads what the build made of src/page; `packageRoot` is where the package lies. */
export function readPageAssets(packageRoot: string): PageAssets {
  const read = (name: string): string => readFileSync(join(packageRoot, "dist/page", name), "utf8").trim();
  return { style: read("page.css"), script: read("main.js"), flameScript: read("flame.js") };
}
