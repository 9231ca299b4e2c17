import { describe, expect, it } from "vitest";
import { chooseParser } from "../../src/parsers/detect.ts";
import type { Parser, Sniff } from "../../src/parsers/parser.ts";
import { PARSERS } from "../../src/parsers/registry.ts";

const head = { bytes: new Uint8Array([1]), whole: true, name: "x" };

function parserThatSays(id: string, priority: number, answer: Sniff["answer"]): Parser {
  return {
    id,
    title: id,
    content: id === "never" ? "binary" : "text",
    priority,
    sniff: () => ({ answer, reason: `${id} says ${answer}` }),
    parse: async () => [],
  };
}

const yes = parserThatSays("sure", 5, "yes");
const alsoYes = parserThatSays("surer", 2, "yes");
const maybe = parserThatSays("perhaps", 1, "maybe");
const alsoMaybe = parserThatSays("possibly", 3, "maybe");
const no = parserThatSays("never", 0, "no");
const maybeNot = parserThatSays("hardly", 7, "no");

describe("chooseParser", () => {
  it("takes the only yes, whatever says maybe", () => {
    expect(chooseParser([no, maybe, yes], head, "x")).toEqual({
      parser: yes,
      reason: "sure says yes",
      notes: [],
    });
  });

  it("takes the lowest priority of several that say yes, and says so", () => {
    const choice = chooseParser([yes, alsoYes], head, "x");
    expect(choice.parser).toBe(alsoYes);
    expect(choice.notes[0]).toMatchObject({
      code: "format/several",
      hint: expect.stringContaining("--from sure"),
    });
  });

  it("takes the only maybe when nobody says yes", () => {
    expect(chooseParser([no, maybe], head, "x")).toEqual({
      parser: maybe,
      reason: "perhaps says maybe",
      notes: [],
    });
  });

  it("refuses what may be several formats", () => {
    expect(() => chooseParser([maybe, alsoMaybe], head, "x")).toThrow(
      expect.objectContaining({
        kind: "input",
        code: "format/ambiguous",
        message: expect.stringContaining("possibly says maybe"),
      }),
    );
  });

  it.each([
    ["binary data", [1], ["raw-profile", "perf-data", "pprof"]],
    ["JSON", [...Buffer.from(' {"a": 1}')], ["v8-cpuprofile", "speedscope", "firefox", "json"]],
    ["text", [...Buffer.from("hello world")], ["readprofile", "perf-script", "folded", "csv"]],
  ])("refuses what nobody knows with the reasons of those for %s, and the way out", (what, bytes, ids) => {
    const unknown = { bytes: Uint8Array.from(bytes), whole: true, name: "x" };
    const error = expect.objectContaining({
      kind: "input",
      code: "format/unknown",
      message: `x is ${what} in no format that can be told by its content`,
      details: expect.arrayContaining(ids.map((id) => expect.stringMatching(new RegExp(`^${id} +\\w+ .+$`)))),
      hint: expect.stringContaining("--from FORMAT"),
      location: { path: "x" },
    });
    expect(() => chooseParser(PARSERS, unknown, "x")).toThrow(error);
  });

  it("tells no reasons of formats for other bytes", () => {
    expect(() => chooseParser([no, maybeNot], head, "x")).toThrow(
      expect.objectContaining({ details: ["never  never says no"] }),
    );
  });

  it("takes the parser that the user names, and lists the ids where there is none of that name", () => {
    expect(chooseParser([yes, no], head, "x", "never")).toEqual({
      parser: no,
      reason: "chosen with --from never",
      notes: [],
    });
    expect(() => chooseParser([yes, no], head, "x", "nope")).toThrow(
      expect.objectContaining({ kind: "usage", hint: "the formats are sure, never" }),
    );
  });

  it("has a sentence of its own for an empty input", () => {
    const empty = { bytes: new Uint8Array(), whole: true, name: "x" };
    expect(() => chooseParser([yes], empty, "run.txt")).toThrow(
      expect.objectContaining({ kind: "input", code: "input/empty", message: "run.txt is empty" }),
    );
  });

  it("calls UTF-16 and UTF-32 by their names, in either order of bytes", () => {
    for (const [encoding, ...bytes] of [
      ["UTF-16", 0xff, 0xfe, 0x41, 0],
      ["UTF-16", 0xfe, 0xff, 0, 0x41],
      ["UTF-32", 0xff, 0xfe, 0, 0, 0x41, 0, 0, 0],
      ["UTF-32", 0, 0, 0xfe, 0xff, 0, 0, 0, 0x41],
    ] as const) {
      const text = { bytes: Uint8Array.from(bytes), whole: true, name: "x" };
      expect(() => chooseParser([no], text, "run.txt")).toThrow(
        expect.objectContaining({
          kind: "input",
          code: `format/${encoding.toLowerCase()}`,
          hint: `write it as UTF-8: iconv -f ${encoding} -t UTF-8 run.txt`,
        }),
      );
    }
  });

  it("takes a listing with a count below zero for a broken listing, not for stacks", () => {
    const text = "    -5 foo       1.0000\n     3 bar       0.5000\n    -2 total     0.0001\n";
    const broken = { bytes: Buffer.from(text), whole: true, name: "x" };
    expect(chooseParser(PARSERS, broken, "x").parser.id).toBe("readprofile");
  });

  it("takes no table of names and two numbers for a differential of stacks", () => {
    // A listing whose loads somebody has trimmed: address, symbol, ticks, load.
    const text = "c0100000 a 50 3.125\nc0100010 b 30 0.1\n00000000 total 80 0.1\n";
    const trimmed = { bytes: Buffer.from(text), whole: true, name: "x" };
    expect(() => chooseParser(PARSERS, trimmed, "x")).toThrow(
      expect.objectContaining({ code: "format/unknown" }),
    );
  });
});
