import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { spawnZcprof } from "../cli/spawn-zcprof.ts";

const folder = mkdtempSync(join(tmpdir(), "zcprof-stacks-"));
const [BASE, NEXT] = ["base.folded", "next.folded"].map((name) => join(folder, name));
// copy is under read on one side and under write on the other; retry calls itself.
writeFileSync(BASE, "main;read;copy 400\nmain;idle 100\nmain;retry;retry 50\n");
writeFileSync(NEXT, "main;read;copy 100\nmain;write;copy 500\nmain;idle 100\nmain;retry;retry 50\n");

async function readJson(...args: string[]) {
  const { status, stdout, stderr } = await spawnZcprof([...args, "--json", "-q"]);
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
}

const pairs = (
  rows: readonly { symbol: string; base: { point?: number; min: number }; next: { min: number } }[],
) => Object.fromEntries(rows.map(({ symbol, base, next }) => [symbol, [base.min, next.min]]));

const ticksOf = ({ profiles }: { profiles: { symbols: { symbol: string; ticks: unknown }[] }[] }) =>
  profiles[0].symbols.map(({ symbol, ticks }) => [symbol, ticks]);

describe("rows that are no leaves", () => {
  it("by stack show what vanished and what is new, and add up to the total", async () => {
    const diff = await readJson("diff", BASE, NEXT, "--by", "stack", "--top", "0");
    expect(pairs(diff.symbols)).toEqual({
      "main;read;copy": [400, 100],
      "main;write;copy": [0, 500],
      "main;idle": [100, 100],
      "main;retry;retry": [50, 50],
    });
    const { stdout } = await spawnZcprof(["diff", BASE, NEXT, "--by", "stack", "--width", "120"]);
    expect(stdout).toMatch(/^ *\+\+\+ +main;write;copy +0 +500 +\+500/m);
    expect(stdout).toContain("number of tests: 4 stacks");
  });

  it("of show are stacks with --stacks as with --by stack, and by one thing only", async () => {
    const short = ticksOf(await readJson("show", BASE, "--stacks"));
    expect(short.map(([symbol]) => symbol)).toEqual(["main;read;copy", "main;idle", "main;retry;retry"]);
    expect(short).toEqual(ticksOf(await readJson("show", BASE, "--by", "stack")));
    expect((await spawnZcprof(["show", BASE, "--stacks", "--by", "module"])).status).toBe(2);
  });

  it("inclusive count recursion once, have no groups, and are not said to add up", async () => {
    const diff = await readJson("diff", BASE, NEXT, "--by", "inclusive", "--top", "0");
    expect(pairs(diff.symbols)).toEqual({
      main: [550, 750],
      read: [400, 100],
      copy: [400, 600],
      write: [0, 500],
      idle: [100, 100],
      retry: [50, 50],
    });
    expect([diff.total.base, diff.total.next]).toEqual([550, 750]);
    expect([diff.groups, diff.costShifts]).toEqual([[], []]);
    const { stdout } = await spawnZcprof(["diff", BASE, NEXT, "--by", "inclusive", "--top", "2", "-q"]);
    expect(stdout).toMatch(/… 4 more rows \(--top 0\)$/m);
    const limit = ["--fail-on", "group:copy>+5%"];
    expect((await spawnZcprof(["diff", BASE, NEXT, "--by", "inclusive", ...limit])).status).toBe(2);
  });

  it("are kept by a baseline, which is not compared with another kind of row; overlapping ones make none", async () => {
    const baseline = join(folder, "stacks.json");
    expect((await spawnZcprof(["show", BASE, "--by", "stack", "--json", "-o", baseline])).status).toBe(0);
    const [{ symbols }] = (await readJson("show", baseline)).profiles;
    expect(symbols.map(({ symbol }: { symbol: string }) => symbol)).toContain("main;read;copy");
    const other = await spawnZcprof(["diff", baseline, NEXT]);
    expect([other.status, other.stderr]).toEqual([2, expect.stringContaining("for each stack")]);
    const inclusive = join(folder, "inclusive.json");
    await spawnZcprof(["show", BASE, "--by", "inclusive", "--json", "-o", inclusive]);
    const read = await spawnZcprof(["show", inclusive]);
    expect([read.status, read.stderr]).toEqual([2, expect.stringContaining("overlap")]);
  });

  it("of a part of the stacks have totals of that part, said in a note", async () => {
    const { stdout, stderr } = await spawnZcprof([
      "diff",
      BASE,
      NEXT,
      "--focus",
      "read|write",
      "--ignore",
      "idle",
    ]);
    expect(stdout).toMatch(/^ +total +x1\.500 +\+200 /m);
    expect(stderr).toContain("400 of 550");
    expect(stderr).toContain("600 of 750");
    const { notes } = await readJson("diff", BASE, NEXT, "--focus", "read|write");
    const said = notes.map(({ message }: { message: string }) => message).join("\n");
    expect(said).toMatch(/base\.folded: .*400 of 550/);
    expect(said).toMatch(/next\.folded: .*600 of 750/);
  });

  it("leave out what is left out by the leaf of a stack, before rows overlap", async () => {
    const without = ["--without", "symbol:copy"];
    const diff = await readJson("diff", BASE, NEXT, "--by", "inclusive", ...without, "--top", "0");
    // Of main's 550 and 750 samples 400 and 600 ended in copy.
    expect([diff.total.base, diff.total.next]).toEqual([150, 150]);
    expect(pairs(diff.symbols)).toEqual({ main: [150, 150], idle: [100, 100], retry: [50, 50] });
    expect(diff.symbols.map(({ partOfDelta }: { partOfDelta: number | null }) => partOfDelta)).toEqual([
      null,
      null,
      null,
    ]);
    const [shown] = (await readJson("show", BASE, "--by", "stack", ...without)).profiles;
    expect(shown.total).toBe(150);
  });

  it("have no sum to divide by where they overlap", async () => {
    const several = await spawnZcprof([
      "diff",
      BASE,
      NEXT,
      "--by",
      "inclusive",
      "--normalize",
      "anchor=main|idle",
    ]);
    expect([several.status, several.stderr]).toEqual([2, expect.stringContaining("overlap")]);
    const one = await spawnZcprof([
      "diff",
      BASE,
      NEXT,
      "--by",
      "inclusive",
      "--normalize",
      "anchor=^main$",
      "-q",
    ]);
    expect(one.status).toBe(0);
  });
});
