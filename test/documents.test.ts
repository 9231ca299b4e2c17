import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { runDocument } from "../scripts/document-commands.mjs";
import { ROOT } from "./cli/spawn-zcprof.ts";

const documents = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".md"))
  .map((name) => join("docs", name));
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

describe("the documents", () => {
  it.each(documents.filter((path) => read(path).includes("```console")))(
    "%s shows what the program prints",
    (path) => {
      expect(runDocument(read(path))).toBe(read(path));
    },
    300_000,
  );

  it.each([...documents, "README.md", "CONTRIBUTING.md"])("%s names only files that exist", (path) => {
    for (const [, target] of read(path).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
      if (!target.includes("://"))
        expect(() => readFileSync(join(ROOT, dirname(path), target))).not.toThrow();
    }
  });

  it("have each command in the reference, and are all named in the README", () => {
    const { commands } = JSON.parse(read("oclif.manifest.json"));
    const names = Object.keys(commands).map((id) => `## zcprof ${id.replaceAll(":", " ")}\n`);
    expect(names.filter((name) => !read("docs/reference.md").includes(name))).toEqual([]);
    const linked = read("README.md") + read("docs/tutorial.md");
    const unlinked = documents.filter((path) => !linked.includes(path.replace(/^docs\//, "")));
    expect(unlinked).toEqual([]);
  });
});
