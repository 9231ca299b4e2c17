import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findPrintedBreach } from "./schema-breach.ts";
import { spawnZcprof } from "./spawn-zcprof.ts";

const folder = mkdtempSync(join(tmpdir(), "zcprof-several-"));

/** Writes a complete folded profile. */
function writeProfile(name: string, ticks: Readonly<Record<string, number>>): string {
  const path = join(folder, name);
  writeFileSync(
    path,
    Object.entries(ticks)
      .map(([symbol, count]) => `main;${symbol} ${count}\n`)
      .join(""),
  );
  return path;
}

const base = writeProfile("base.folded", { copy_page: 1000, kfree: 200, schedule: 500 });
const same = writeProfile("same.folded", { copy_page: 1000, kfree: 200, schedule: 500 });
const slow = writeProfile("slow.folded", { copy_page: 1000, kfree: 260, schedule: 500, tcp_ack: 90 });
const fast = writeProfile("fast.folded", { copy_page: 500, kfree: 200, schedule: 500 });

interface Row {
  readonly symbol: string;
  readonly q: number;
  readonly p: number;
}

async function compareJson(...args: readonly string[]): Promise<ReturnType<typeof JSON.parse>> {
  const { status, stdout } = await spawnZcprof(["diff", ...args, "--json"]);
  expect(status).toBe(0);
  expect(findPrintedBreach(stdout)).toBeNull();
  return JSON.parse(stdout);
}

async function statusOf(rule: string, ...nexts: readonly string[]): Promise<number | null> {
  return (await spawnZcprof(["diff", base, ...nexts, "--fail-on", rule])).status;
}

describe("several NEXT against one BASE", () => {
  it("pay for their number: q of each is q alone, multiplied by it", async () => {
    const together = await compareJson(base, same, slow, fast);
    expect(together).toMatchObject({ schema: "zcprof.several-diff/1", exitCode: null });
    expect(together.comparisons).toHaveLength(3);
    for (const [i, next] of [same, slow, fast].entries()) {
      const alone = await compareJson(base, next);
      const qOf = ({ symbols }: { symbols: Row[] }) => symbols.map(({ symbol, q }) => [symbol, q] as const);
      expect(together.comparisons[i].total.p).toBe(alone.total.p);
      for (const [k, [symbol, q]] of qOf(together.comparisons[i]).entries()) {
        const [name, single] = qOf(alone)[k];
        expect(symbol).toBe(name);
        expect(q).toBeCloseTo(Math.min(1, 3 * single), 12);
      }
    }
  });

  it("stand in one table that fits 80 columns, with a sign for what is known", async () => {
    const { stdout } = await spawnZcprof(["diff", base, same, slow, fast, "--width", "80"]);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stdout).toMatch(/next 1 +\S*same\.folded .* 1700 /);
    // Equal counts of 1000 have a 90 % interval of 0.93 to 1.08: wider than the margin, so undecided.
    expect(stdout).toMatch(/^ +copy_page +1000 .* 1\.00 +~ .* 0\.50 +- /m);
    // 0 to 90 ticks: new in the second, absent from both sides of the others.
    expect(stdout).toMatch(/^ +tcp_ack +0 .*\+/m);
  });

  it("are written as CSV with a line a symbol and columns a comparison", async () => {
    const { stdout } = await spawnZcprof(["diff", base, slow, fast, "--format", "csv", "--sort", "name"]);
    const [head, ...rows] = stdout.trimEnd().split("\n");
    expect(head.split(",").slice(0, 6)).toEqual([
      "symbol",
      "base",
      "base_min",
      "base_max",
      "next_1",
      "next_1_min",
    ]);
    expect(head).toContain("verdict_2");
    expect(rows.map((row) => row.split(",").slice(0, 2).join())).toEqual([
      "copy_page,1000",
      "kfree,200",
      "schedule,500",
      "tcp_ack,0",
    ]);
  });

  it("count the rows that a table leaves out", async () => {
    const { stdout } = await spawnZcprof(["diff", base, slow, fast, "--top", "1"]);
    expect(stdout).toMatch(/^ +copy_page/m);
    expect(stdout).toContain("3 more rows (--top 0)");
  });

  it("fail where one of them exceeds a limit, before one that is undecided, before those that keep it", async () => {
    // copy_page halves: -46 % at most, by its interval 0.45 to 0.56 (500 of 1500).
    expect(await statusOf("symbol:copy_page<-30%", same, fast)).toBe(1);
    expect(await statusOf("symbol:copy_page<-50%", same, fast)).toBe(3);
    expect(await statusOf("symbol:copy_page<-70%", same, fast)).toBe(0);
  });

  it("are refused with what tells of one comparison only", async () => {
    for (const flag of [["--plan"], ["--explain", "kfree"]]) {
      const { status, stderr } = await spawnZcprof(["diff", base, same, slow, ...flag]);
      expect(status).toBe(2);
      expect(stderr).toContain(`${flag[0]} tells of one comparison`);
    }
  });

  it("make a Markdown table", async () => {
    const { stdout } = await spawnZcprof(["diff", base, slow, fast, "--format", "markdown"]);
    expect(stdout).toMatch(/\| symbol \| base \|.* next 1 \|/);
    expect(stdout).toMatch(/\| `copy_page` \| 1000 \|/);
  });
});
