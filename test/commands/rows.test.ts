import { describe, expect, it } from "vitest";
import { spawnZcprof } from "../cli/spawn-zcprof.ts";

/** Names of the symbols that a command prints as CSV, in order. */
async function symbolsOf(...args: string[]): Promise<string[]> {
  const { status, stdout } = await spawnZcprof([...args, "--columns", "symbol", "--format", "csv", "-q"]);
  expect([args, status]).toEqual([args, 0]);
  return stdout
    .trim()
    .split("\n")
    .slice(1)
    .filter((name) => name !== "");
}

const DRIVER = ["share", "example:mail#3", "--group", "driver"];

describe("rows of a table", () => {
  it("are chosen and ordered by the same flags in every command that has any", async () => {
    // The rows of the driver in the mail's third listing, with 324, 287 and 150 ticks.
    const ticks = ["boomerang_start_xmit", "boomerang_interrupt", "boomerang_rx"];
    expect(await symbolsOf(...DRIVER)).toEqual(ticks);
    expect(await symbolsOf(...DRIVER, "--top", "1")).toEqual([ticks[0]]);
    expect(await symbolsOf(...DRIVER, "--filter", "_rx$", "--sort", "name")).toEqual(["boomerang_rx"]);
    const groups = ["groups", "example:mail#3", "--filter", "^boomerang"];
    const names = ["boomerang_interrupt", "boomerang_rx", "boomerang_start_xmit"];
    expect(await symbolsOf(...groups, "--sort", "name")).toEqual(names);
    expect(await symbolsOf(...groups, "--top", "1")).toEqual([ticks[0]]);
    expect(await symbolsOf("show", "example:mail#3", "--filter", "^boomerang", "--sort", "name")).toEqual(
      names,
    );
  });

  it("that are left out are counted", async () => {
    const share = await spawnZcprof([...DRIVER, "--top", "1", "-q"]);
    expect(share.stdout).toMatch(/… \d+ more rows \(--top 0\) \d+ \([\d.]+%\)/);
    const groups = await spawnZcprof(["groups", "example:mail#3", "--top", "2", "-q"]);
    // 15 rows were printed by the mail's author, one of them the total.
    expect(groups.stdout).toContain("… 12 more rows (--top 0)");
    const csv = await spawnZcprof(["show", "example:mail#1", "--format", "csv", "--top", "1"]);
    expect(csv.stderr).toContain("note[csv/rows-only]: the CSV leaves out: 13 more rows (--top 0)");
    // 2874 ticks in all, of which 14 rows show 1872.
    expect(csv.stderr).toContain("unlisted 1002");
  });

  it("are said to match nothing where nothing matches", async () => {
    for (const args of [
      ["show", "example:mail#1"],
      ["groups", "example:mail#1"],
      ["diff", "example:mail#1", "example:mail#2"],
    ]) {
      const { stdout } = await spawnZcprof([...args, "--filter", "^nosuch$", "-q"]);
      expect([args, stdout.includes("no rows match")]).toEqual([args, true]);
    }
  });

  it("of a profile without a group add up to a smaller total, in JSON as well", async () => {
    // file_read_actor, the only row of the group copy, has 548 of 2874 ticks.
    const { stdout, stderr } = await spawnZcprof([
      "show",
      "example:mail#1",
      "--without",
      "group:copy",
      "--json",
    ]);
    const [profile] = JSON.parse(stdout).profiles;
    expect(profile).toMatchObject({ total: 2874 - 548, listed: 1872 - 548 });
    expect(profile.symbols.map(({ symbol }: { symbol: string }) => symbol)).not.toContain("file_read_actor");
    expect(JSON.parse(stdout).notes.map(({ code }: { code: string }) => code)).toContain("without/left-out");
    expect(stderr).not.toContain("error");
  });

  it("count what can be shown, not every name of the symbol table", async () => {
    const show = await spawnZcprof(["show", "fixtures/raw-profile/p6.rp-a.txt.gz", "--top", "1", "-q"]);
    const [, rows] = /complete: (\d+) rows/.exec(show.stdout) ?? [];
    const [, more] = /… (\d+) more rows/.exec(show.stdout) ?? [];
    expect(Number(rows)).toBe(Number(more) + 1);
  });
});
