import { expect, it } from "vitest";
import { spawnZcprof } from "../cli/spawn-zcprof.ts";

it("convert to pprof says of names that are not UTF-8 how they are kept, and nothing of others", async () => {
  const stdin = async (name: string): Promise<string> =>
    (
      await spawnZcprof(["convert", "-", "--from", "csv", "--to", "pprof"], {
        input: [`symbol,ticks\n${name},3\n`],
      })
    ).stderr;
  expect(await stdin("a\\xE9")).toContain("names that are not UTF-8");
  expect(await stdin("aé")).not.toContain("names that are not UTF-8");
});
