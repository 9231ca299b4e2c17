import { expect, it } from "vitest";
import { spawnZcprof } from "../cli/spawn-zcprof.ts";

it.each([
  ["a\\xE9", true],
  ["aé", false],
])("convert to pprof says how a name that is not UTF-8 is kept: %s", async (name, isSaid) => {
  const { status, stderr } = await spawnZcprof(["convert", "-", "--from", "csv", "--to", "pprof"], {
    input: [`symbol,ticks\n${name},3\n`],
  });
  expect([status, stderr.includes("names that are not UTF-8")]).toEqual([0, isSaid]);
});
