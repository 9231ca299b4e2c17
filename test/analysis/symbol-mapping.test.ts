import { describe, expect, it } from "vitest";
import { alignProfiles } from "../../src/analysis/align.ts";
import { mapName, parseSymbolMapping } from "../../src/analysis/symbol-mapping.ts";
import { listingProfile } from "./mail-listings.ts";
import { findRefusal } from "./refusal.ts";

const columnOfError = (text: string, others: readonly string[] = []) =>
  findRefusal(() => parseSymbolMapping([...others, text]))?.location?.column;

const labelOf = (name: string, text: string) => mapName(name, parseSymbolMapping([text])).label;

describe("a symbol mapping", () => {
  it("folds names of both sides into one row that bears the left name", () => {
    const mapping = parseSymbolMapping(["a=b+c", "x+y=z"]);
    for (const name of ["a", "b", "c"]) expect(mapName(name, mapping).label).toBe("a");
    for (const name of ["x", "y", "z"]) expect(mapName(name, mapping).label).toBe("x+y");
    expect(mapName("other", mapping)).toEqual({ label: "other", fold: null, used: [] });
  });

  it("substitutes as sed does, then folds", () => {
    const mapping = parseSymbolMapping(["s/\\.(isra|part)\\.\\d+$//", "s|^(\\w)_|\\1-|", "a=b"]);
    expect(mapName("tcp_ack.isra.0", mapping).label).toBe("tcp_ack");
    expect(mapName("q_rest", mapping).label).toBe("q-rest");
    expect(mapName("b.part.1", mapping).label).toBe("a");
    expect(mapName("a/b", parseSymbolMapping(["s/a\\/b/c/"])).label).toBe("c");
  });

  it("tells where its text is wrong", () => {
    expect(columnOfError("ab")).toBe(3);
    expect(columnOfError("a=b++c")).toBe(5);
    expect(columnOfError("=b")).toBe(1);
    expect(columnOfError("a=a")).toBe(3);
    expect(columnOfError("s/a(/b/")).toBe(3);
    expect(columnOfError("s/a/b")).toBe(6);
    expect(columnOfError("s/a/b/x")).toBe(7);
    expect(columnOfError("q=b", ["a=b"])).toBe(3);
  });

  it("tells what is wrong, and how to write it", () => {
    for (const [text, column, message] of [
      ["ab", 3, "expected = between the base names and the next names"],
      ["a=b=c", 4, "expected one =, found a second one"],
      ["a=b++c", 5, "expected a symbol name"],
      ["a=a", 3, "a is mapped to itself"],
      ["s//x/", 3, "expected a regular expression"],
      ["s/a/b", 6, "expected s/regex/replacement/, found 1 of 2 further /"],
      ["s|a|b|x", 7, 'expected the flags g or i, found "x"'],
    ] as const) {
      expect(findRefusal(() => parseSymbolMapping([text]))).toMatchObject({
        kind: "usage",
        code: "map-symbol/malformed",
        message: `--map-symbol: ${message}`,
        location: { path: "--map-symbol", line: 1, column, text },
      });
    }
    expect(() => parseSymbolMapping(["a=b", "q=b"])).toThrow('b is folded already by "a=b"');
  });

  it("takes flags and escapes as sed does, and s only where it begins", () => {
    expect([labelOf("aAa", "s/a/x/"), labelOf("aAa", "s/a/x/g"), labelOf("Aa", "s/a/x/i")]).toEqual([
      "xAa",
      "xAx",
      "xa",
    ]);
    expect([labelOf("aAa", "s/a/x/gig"), labelOf("a", "s/a/b\\/c/")]).toEqual(["xxx", "b/c"]);
    // An escaped backslash does not escape the mark behind it.
    expect(labelOf("x\\", "s/x\\\\/y/")).toBe("y");
    expect(labelOf("y", "as/x=y")).toBe("as/x");
  });

  it("that took nothing is noted, one that took is not", () => {
    const [base, next] = [listingProfile({ rows: [["a", 1]] }), listingProfile({ rows: [["b", 1]] })];
    const { notes, length } = alignProfiles([base, next], parseSymbolMapping(["a=b", "s/zz/y/", "c=d"]));
    expect(length).toBe(1);
    expect(notes.map(({ message }) => message)).toEqual([
      "--map-symbol s/zz/y/ took no symbol",
      "--map-symbol c=d: no input lists a symbol c",
      "--map-symbol c=d: no input lists a symbol d",
    ]);
  });

  it("that names what no input lists says so with the nearest name, after the substitutions", () => {
    const base = listingProfile({ rows: [["tcp_sendmsg", 5]] });
    const next = listingProfile({
      rows: [
        ["do_tcp_sendpages.isra.0", 3],
        ["silent", 0],
      ],
    });
    const notesOf = (...texts: string[]) =>
      alignProfiles([base, next], parseSymbolMapping(texts)).notes.map(({ message, hint }) => [
        message,
        hint,
      ]);
    const misspelt = "tcp_sendmsg=do_tcp_sendpagse";
    expect(notesOf(misspelt, "s/\\.isra.*//")).toEqual([
      [
        `--map-symbol ${misspelt}: no input lists a symbol do_tcp_sendpagse`,
        "did you mean do_tcp_sendpages?",
      ],
    ]);
    expect(notesOf("tcp_sendmsgs=silent")).toEqual([
      ["--map-symbol tcp_sendmsgs=silent: no input lists a symbol tcp_sendmsgs", "did you mean tcp_sendmsg?"],
    ]);
    expect(notesOf("tcp_sendmsg=do_tcp_sendpages", "s/\\.isra.*//")).toEqual([]);
  });

  it("that renames hides nothing of a cut listing, one that adds does", () => {
    const cut = listingProfile({ rows: [["f.isra.0", 50]], total: 90 });
    const aligned = (text: string) =>
      alignProfiles(
        [
          cut,
          listingProfile({
            rows: [
              ["f", 50],
              ["g", 2],
            ],
          }),
        ],
        parseSymbolMapping([text]),
      );
    expect(aligned("s/\\.isra\\.0//").mapped.get(0)?.adds).toBe(false);
    expect(aligned("f.isra.0=f+g").mapped.get(0)?.adds).toBe(true);
  });
});
