import { describe, expect, it } from "vitest";
import { compareStacks, type StackComparison } from "../../src/analysis/stack-comparison.ts";
import type { Profile } from "../../src/model/profile.ts";
import { folded } from "../../src/parsers/folded.ts";
import { PLAIN, readFixture, sourceOf } from "../parsers/fixture-source.ts";

const read = async (text: string | Uint8Array): Promise<readonly Profile[]> =>
  folded.parse(sourceOf(text, "stacks.txt"), PLAIN);

/** Every node as its path of names, with what it counts on each side. */
function nodesOf(tree: StackComparison): Record<string, [base: number, next: number]> {
  const paths = [""];
  const nodes: Record<string, [number, number]> = { "": [tree.base[0], tree.next[0]] };
  for (let node = 1; node < tree.length; node++) {
    const name = tree.names[tree.name[node]];
    paths[node] = tree.parent[node] === 0 ? name : `${paths[tree.parent[node]]};${name}`;
    nodes[paths[node]] = [tree.base[node], tree.next[node]];
  }
  return nodes;
}

describe("the stacks of two sides", () => {
  it("stand on one tree, whose nodes count their callees too, also where one side has none of them", async () => {
    const tree = compareStacks(await read("a;b 3\na;c 4\n"), await read("a;b 1\na;d;e 5\na 2\n"), 2);
    expect(nodesOf(tree!)).toEqual({
      "": [7, 16],
      a: [7, 16],
      "a;b": [3, 2],
      "a;c": [4, 0],
      "a;d": [0, 10],
      "a;d;e": [0, 10],
    });
  });

  it("add up over the runs of a side", async () => {
    const [run1] = await read("a;b 3\n");
    const [run2] = await read("a;b 4\na;x 1\n");
    const tree = compareStacks([run1, run2], await read("a;b 1\n"), 1);
    expect(nodesOf(tree!)).toMatchObject({ "": [8, 1], "a;b": [7, 1], "a;x": [1, 0] });
  });

  it("fold a function that calls itself into one frame, and count the frames that went", async () => {
    const tree = compareStacks(await read("a;f;f;f;g 5\n"), await read("a;f;g 2\n"), 1);
    expect(nodesOf(tree!)).toEqual({ "": [5, 2], a: [5, 2], "a;f": [5, 2], "a;f;g": [5, 2] });
    expect(tree!.foldedFrames).toBe(2);
  });

  it("of a recording hold its samples, each at every prefix of its stack", async () => {
    const text = readFixture("folded/copy_g_r1.folded.txt.gz").toString();
    const expected: Record<string, number> = { "": 0 };
    for (const line of text.trimEnd().split("\n")) {
      const count = Number(line.slice(line.lastIndexOf(" ") + 1));
      const frames = line.slice(0, line.lastIndexOf(" ")).split(";");
      expected[""] += count;
      const path: string[] = [];
      for (const frame of frames) {
        if (path.at(-1) === frame) continue;
        path.push(frame);
        expected[path.join(";")] = (expected[path.join(";")] ?? 0) + count;
      }
    }
    const tree = compareStacks(await read(text), await read("a;b 1\n"), 1);
    const base = Object.fromEntries(Object.entries(nodesOf(tree!)).map(([path, [count]]) => [path, count]));
    expect(base).toEqual({ ...expected, a: 0, "a;b": 0 });
  });

  it("keep the largest 20,000 nodes and say how many they leave out, and the counts of callers stay whole", async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => `a;f${i} ${i + 1}`).join("\n");
    const tree = compareStacks(await read(`${lines}\n`), await read("a;f7 1\n"), 1);
    expect([tree!.length, tree!.leftOut]).toEqual([20_000, 10_002]);
    expect(nodesOf(tree!)).toMatchObject({ a: [(30_000 * 30_001) / 2, 1], "a;f29999": [30_000, 0] });
    expect(nodesOf(tree!)["a;f7"]).toBeUndefined();
  });

  it("are no tree where a side has flat rows only", async () => {
    expect(compareStacks(await read("a;b 1\n"), await read("a 1\nb 2\n"), 1)).toBeNull();
  });
});
