import { describe, expect, it } from "vitest";
import { compilePattern } from "../../src/model/pattern.ts";

const refuse = (reason: string): never => {
  throw new Error(reason);
};

describe("a user's regular expression", () => {
  it("that nests repeats is matched in linear time: 2^60 steps by backtracking", () => {
    const name = `${"a".repeat(60)}!`;
    const sources = ["(a+)+$", "^(\\w+\\s?)*$", "^(a|a)*$", "^(?:a|aa)+$", "(.*a){1,9}b{2}c"];
    sources.push("(?:a?){12}(?:a?){12}(?:a?){12}b");
    const started = performance.now();
    for (const source of sources) expect(compilePattern(source, refuse).test(name)).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(compilePattern("^[a-z]+(_[a-z]+)*$", refuse).test("tcp_rcv_established")).toBe(true);
  });

  it("is refused where repeats are nested and no linear engine can run it", () => {
    for (const source of [
      "^(?=(a+)+$)",
      "^(a+)+\\1$",
      "^(?:a+){20,}$",
      "^(?:a?){30}a{30}b$",
      "(a{0,30}){0,30}b",
      "(?!x)((a|b*)c*)*$",
    ]) {
      expect(() => compilePattern(source, refuse), source).toThrow(/repeats what repeats/);
    }
    expect(() => compilePattern("(a+)+$", refuse, "i")).toThrow(/repeats what repeats/);
  });

  it("may look around, refer and count where nothing is nested", () => {
    for (const source of [
      "^(?!tcp_)\\w+_rcv$",
      "^(a+)\\1$",
      "(?:_\\w+){1,3}$",
      "^(?!x)(?:tcp|udp)_",
      "[(*+)]+\\(a+\\)+",
      "(?<=_)x{3,}",
      "^(?<!x)(?:ab?)+$",
      "^[a-z]{2,40}(?:_[a-z]{1,20}){0,6}$",
    ]) {
      expect(compilePattern(source, refuse).source).toBe(source);
    }
    expect(() => compilePattern("(", refuse)).toThrow(/Unterminated|Invalid/);
  });
});
