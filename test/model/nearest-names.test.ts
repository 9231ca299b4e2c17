import { describe, expect, it } from "vitest";
import { namesLike, nearestNames } from "../../src/model/nearest-names.ts";

describe("the names nearest to a mistyped word", () => {
  it("are those with the fewest mistakes: missing, extra, wrong or swapped characters", () => {
    const commands = ["convert", "diff", "show", "share", "simulate", "sweep"];
    expect(nearestNames("dif", commands)).toEqual(["diff"]);
    expect(nearestNames("difff", commands)).toEqual(["diff"]);
    expect(nearestNames("duff", commands)).toEqual(["diff"]);
    expect(nearestNames("idff", commands)).toEqual(["diff"]);
    expect(nearestNames("simluate", commands)).toEqual(["simulate"]);
    expect(nearestNames("shar", ["show", "share", "shard"])).toEqual(["share", "shard"]);
  });

  it("are none where too much would be wrong", () => {
    expect(nearestNames("frobnicate", ["convert", "diff", "show"])).toEqual([]);
    expect(nearestNames("x", [])).toEqual([]);
    expect(nearestNames("abcdef", ["ghijkl"])).toEqual([]);
  });

  it("give way to names that hold the word, of which five are enough", () => {
    const names = ["send", "tcp_send_0", "tcp_send_1", "tcp_send_2", "tcp_send_3", "tcp_send_4"];
    expect(namesLike("send", names)).toEqual(names.slice(0, 5));
    expect(namesLike("tpc_send_4", names)).toEqual(["tcp_send_4"]);
    expect(namesLike("zzz", names)).toEqual([]);
  });

  it("are at most three, each once", () => {
    expect(nearestNames("ab", ["ax", "ax", "ay", "az", "aw"])).toEqual(["ax", "ay", "az"]);
  });
});
