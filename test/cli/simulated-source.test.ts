import { describe, expect, it } from "vitest";
import { Progress } from "../../src/cli/progress.ts";
import { simulateSource } from "../../src/cli/simulated-source.ts";
import { spawnZcprof } from "./spawn-zcprof.ts";

describe("a simulated source", () => {
  it("stands beside a listing, and gives the same bytes for the same seed", async () => {
    const args = ["diff", "example:mail#1", "sim:no-sg:seed=3", "--json"];
    const [first, second] = await Promise.all([spawnZcprof(args), spawnZcprof(args)]);
    expect(first.status).toBe(0);
    expect(first.stdout).toBe(second.stdout);
    const { base, next } = JSON.parse(first.stdout);
    expect(base.total).toBe(2874);
    // Within 15 % of the mail's own total.
    expect(Math.abs(next.total / 2874 - 1)).toBeLessThan(0.15);
  }, 60_000);

  it("is sampled unless it is expected, and takes a chunk", async () => {
    expect((await ticksOf("sim:no-sg:chunk=1024")).every(Number.isInteger)).toBe(true);
    expect((await ticksOf("sim:no-sg:expected")).every(Number.isInteger)).toBe(false);
  }, 60_000);

  it("shows how far it has come, and takes that away", async () => {
    const written: string[] = [];
    const screen = { isTTY: true, columns: 120, write: (text: string) => written.push(text) };
    let ms = 0;
    await simulateSource(
      "sim:no-sg:work.wraps=0.1",
      new Progress({ quiet: false }, screen, () => (ms += 1000)),
    );
    expect(written[0]).toMatch(/simulating sim:no-sg:work.wraps=0.1 +\d+% +0\.\d+ of 1 placements .* left$/);
    expect(written.at(-1)).toBe("\r\u001b[K");
  });

  it.each([
    ["sim:nosuch", "sg-csum-cache-page"],
    ["sim:no-sg:machine=nosuch", "coppermine650"],
    ["sim:no-sg:chunk=1", "64 to 1048576"],
    ["sim:no-sg:l2.colour=3", "l2.ways"],
    ["sim:no-sg:seed=x", "seed="],
  ])("refuses %s with what exists", async (source, list) => {
    const { status, stderr } = await spawnZcprof(["show", source]);
    expect(status).toBe(2);
    expect(stderr.replaceAll(/\s+/g, " ")).toContain(list);
  });
});

async function ticksOf(source: string): Promise<number[]> {
  const { stdout } = await spawnZcprof(["show", source, "--json"]);
  return JSON.parse(stdout).profiles[0].symbols.map(({ ticks }: { ticks: { point: number } }) => ticks.point);
}
