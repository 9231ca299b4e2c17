import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folded } from "../../src/parsers/folded.ts";
import { PLAIN, readFixture, sourceOf } from "./fixture-source.ts";
import { flatCounts, stackCounts } from "./flat-counts.ts";

const read = (content: Uint8Array | string, blockBytes?: number) =>
  folded.parse(sourceOf(content, "stacks.txt", blockBytes), PLAIN);

// A second way to read folded text: split and a regular expression.
function readNaively(text: string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const line of text.replace(/\n$/, "").split("\n")) {
    const [, stack, count] = /^(.*) (\S+)$/.exec(line)!;
    sums[stack] = (sums[stack] ?? 0) + Number(count);
  }
  return sums;
}

function answerTo(text: string, whole: boolean): string {
  return folded.sniff({ bytes: new TextEncoder().encode(text), whole, name: "input" }).answer;
}

describe("folded stacks", () => {
  it.each(["copy_g_r1", "odd_cpp_g"])("of %s hold every stack with its count", async (name) => {
    const text = readFixture(`folded/${name}.folded.txt.gz`);
    const [profile] = await read(text);
    expect(stackCounts(profile)).toEqual(readNaively(text.toString()));
  });

  it("are written back byte for byte", async () => {
    for (const name of ["copy_g_r1.folded", "copy_g_r1.folded-k", "odd_cpp_g.folded"]) {
      const text = readFixture(`folded/${name}.txt.gz`);
      expect(Buffer.from(folded.write!(await read(text)))).toEqual(text);
    }
  });

  it("with marks hold the same names as without, the mark as the module", async () => {
    const [plain] = await read(readFixture("folded/copy_g_r1.folded.txt.gz"));
    const [marked] = await read(readFixture("folded/copy_g_r1.folded-k.txt.gz"));
    expect(flatCounts(marked)).toEqual(flatCounts(plain));
    expect(flatCounts(marked, 0, true)["[k] do_syscall_64"]).toBe(17);
  });

  it("with two counts on every line are a base and a next profile", async () => {
    const profiles = await read("a;b 1 3\r\na;c 0 2.5\n");
    expect(profiles.map((profile) => profile.title)).toEqual(["base", "next"]);
    expect(profiles.map((profile) => stackCounts(profile))).toEqual([{ "a;b": 1 }, { "a;b": 3, "a;c": 2.5 }]);
    expect(Buffer.from(folded.write!(profiles)).toString()).toBe("a;b 1 3\na;c 0 2.5\n");
  });

  it("with a number at the end of one leaf are no differential", async () => {
    const [profile, next] = await read("(paren) 12 5\na;b 3\n");
    expect(next).toBeUndefined();
    expect(stackCounts(profile)).toEqual({ "(paren) 12": 5, "a;b": 3 });
  });

  it.each([
    ["a;b 1\na;c\n", 2, 1],
    ["a;b 1\na;c 1x\n", 2, 5],
    ["a;b 1\na;c -1\n", 2, 5],
    ["a;b 1\na;c 9007199254740993\n", 2, 5],
    ["a;b 1 2\n".repeat(2000) + "c 1\n", 2001, 1],
  ])("without a count are refused with place and reason: %j", async (text, line, column) => {
    await expect(read(text)).rejects.toMatchObject({
      code: "folded/bad-count",
      location: { path: "stacks.txt", line, column },
    });
  });

  it("of any shape and order are read as by a naive reader", async () => {
    const frame = fc.stringMatching(/^[a-z_ ()[\]*]{0,6}[a-z]$/);
    const line = fc.tuple(fc.array(frame, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 1e9 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 50 }),
        async (lines, block) => {
          const text = lines.map(([frames, count]) => `${frames.join(";")} ${count}\n`).join("");
          const [profile] = await read(text, block);
          expect(stackCounts(profile)).toEqual(readNaively(text));
        },
      ),
    );
  });

  it("keep names that are not UTF-8", async () => {
    const bytes = Buffer.from([0x61, 0x3b, 0xff, 0xfe, 0x20, 0x37, 0x0a]);
    expect(Buffer.from(folded.write!(await read(bytes)))).toEqual(bytes);
  });

  it("100,000 frames deep are read and written", async () => {
    const text = `${"f;".repeat(100_000)}leaf 1\n`;
    const profiles = await read(text);
    expect(profiles[0].stacks.length).toBe(100_001);
    expect(Buffer.from(folded.write!(profiles)).toString() === text).toBe(true);
  });

  it("are told by the start of a line that is longer than what is looked at, and JSON of one line is not", () => {
    expect(answerTo("frame_of_a_name;".repeat(4096), false)).toBe("maybe");
    expect(answerTo(`{"names":["${"a;".repeat(30_000)}`, false)).toBe("no");
    expect(answerTo(`\0${"a;".repeat(30_000)}`, false)).toBe("no");
  });

  it("are not taken for a table with a number before each name and one behind it", () => {
    // readprofile's columns with a digit too few.
    expect(answerTo("    10 foo   0.1\n     5 bar 0.2\n    99 total 0.1\n", true)).toBe("no");
    expect(answerTo("10 foo 3\nmain bar 2\n", true)).toBe("maybe");
    expect(answerTo("10 foo;leaf 3\n", true)).toBe("yes");
  });
});
