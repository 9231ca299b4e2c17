import { describe, expect, it } from "vitest";
import { parseAxis } from "../../../src/cli/sweep/axis.ts";

describe("parseAxis", () => {
  it.each([
    ["chunk=256..4096", "chunk", [256, 512, 1024, 2048, 4096]],
    ["l2.size=128K,512K,1M", "l2.size", [131_072, 524_288, 1_048_576]],
    ["chunk=1K..4K,9000", "chunk", [1024, 2048, 4096, 9000]],
    ["irq.toSender=0..1/4", "irq.toSender", [0, 0.25, 0.5, 0.75, 1]],
    ["cost.l2Read=20..10/2", "cost.l2Read", [20, 15, 10]],
    ["variant=no-sg,sg-csum", "variant", ["no-sg", "sg-csum"]],
    ["method=send,sendfile", "method", ["send", "sendfile"]],
  ])("reads %s", (text, name, values) => {
    expect(parseAxis(text)).toEqual({ name, values });
  });

  it.each([
    "chunk",
    "=1",
    "chunk=",
    "chunk=1,,2",
    "chunk=256..1000",
    "chunk=0..8",
    "chunk=512..256",
    "chunk=1..2/0",
    "chunk=a..b",
    "chunk=256,256",
    "chunk=256..512,256",
  ])("refuses %s as a word of the command line", (text) => {
    expect(() => parseAxis(text)).toThrow(expect.objectContaining({ kind: "usage", code: "sweep/bad-axis" }));
  });
});
