import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { KEYMAP } from "../../src/ui/keymap.ts";
import { ROOT } from "../cli/spawn-zcprof.ts";

describe("docs/dashboard.md", () => {
  it("lists the keys that the dashboard knows, and no others", () => {
    const doc = readFileSync(join(ROOT, "docs", "dashboard.md"), "utf8");
    const rows = doc
      .slice(doc.indexOf("| keys |"))
      .split("\n")
      .filter((line) => line.startsWith("| `"));
    expect(rows).toEqual(
      KEYMAP.map(({ keys, help, views }) => {
        const names = keys.map((key) => `\`${key}\``).join(" ");
        return `| ${names} | ${help} | ${views?.join(", ") ?? "all"} |`;
      }),
    );
  });
});
