import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findPrintedBreach } from "./schema-breach.ts";
import { ROOT, spawnZcprof } from "./spawn-zcprof.ts";

const folder = mkdtempSync(join(tmpdir(), "zcprof-selftest-"));

async function csvOf(seed: string): Promise<string> {
  const { stdout } = await spawnZcprof(["selftest", "--seed", seed, "--trials", "10", "--format", "csv"]);
  return stdout;
}

describe("selftest", () => {
  // What CI runs: it fails when a change of the statistics moves a rate out of the band that the documents claim.
  it("finds every claim kept in its short form", async () => {
    const path = join(folder, "selftest.json");
    const { status, stdout, stderr } = await spawnZcprof([
      "selftest",
      "--short",
      "--check",
      "--json",
      "-o",
      path,
    ]);
    expect([status, stdout, stderr]).toEqual([0, "", ""]);
    const printed = readFileSync(path, "utf8");
    expect(findPrintedBreach(printed)).toBeNull();
    const { holds, cells, claims } = JSON.parse(printed);
    expect(holds).toBe(true);
    const designs = cells.map(({ runs }: { runs: number }) => runs);
    expect([...new Set(designs)]).toEqual(expect.arrayContaining([1, 2, 5]));
    for (const claim of claims) expect(claim.cells).not.toEqual([]);
  });

  it("repeats itself for a seed, and draws others for another", async () => {
    const first = await csvOf("3");
    expect(first).toMatch(/^runs,truth,dispersion,.*\n1,free,1,/);
    expect(await csvOf("3")).toBe(first);
    expect(await csvOf("4")).not.toBe(first);
  });

  it("fits 80 columns, and names what it does not claim where there is room", async () => {
    const trials = ["selftest", "--trials", "10"];
    const narrow = (await spawnZcprof([...trials, "--width", "80"])).stdout.split("\n");
    const table = narrow.filter((line) => /^ +\d+ +(free|slid|cut) /.test(line));
    expect(table.length).toBeGreaterThan(5);
    expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(80);
    const wide = (await spawnZcprof([...trials, "--width", "200"])).stdout;
    for (const reason of ["two runs", "floored at 1", "sampling noise only"]) {
      expect(wide).toContain(`not claimed: ${reason}`);
    }
  });

  it("has its table in the documents, cell by cell and claim by claim as it prints it today", async () => {
    const { stdout } = await spawnZcprof(["selftest", "--trials", "10", "--format", "markdown"]);
    const docs = readFileSync(join(ROOT, "docs/statistics.md"), "utf8");
    const [, shown] = /<!-- selftest: begin -->\n([\s\S]*?)<!-- selftest: end -->/.exec(docs) ?? [];
    expect(shown).toBeDefined();
    expect(sayDesigns(shown)).toEqual(sayDesigns(stdout));
  });
});

/** The lines of the report without its figures, which so few trials cannot have. */
function sayDesigns(markdown: string): string[] {
  return markdown
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.replaceAll(/[\\>]*[\d.]+ to [\\>]*[\d.]+%|[\\<>]*[\d.]+%/g, "N"));
}
