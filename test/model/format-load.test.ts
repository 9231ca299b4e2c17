import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatLoad } from "../../src/model/format-load.ts";

describe("formatLoad", () => {
  test("rounds a tie to the even digit, where toFixed would round it up", () => {
    expect(formatLoad(1 / 32)).toBe("  0.0312");
    expect(formatLoad(3 / 32)).toBe("  0.0938");
    expect(formatLoad(-1 / 32)).toBe(" -0.0312");
    expect(formatLoad(2 ** 40 + 1 / 32)).toBe("1099511627776.0312");
  });

  test("prints what C prints for numbers that have no four decimals", () => {
    expect(formatLoad(Infinity)).toBe("     inf");
    expect(formatLoad(-Infinity)).toBe("    -inf");
    expect(formatLoad(NaN)).toBe("    -nan");
    expect(formatLoad(2 ** 80)).toBe("1208925819614629174706176.0000");
  });

  test("agrees with the printf of the shell's awk for quotients of ticks and bytes", () => {
    const quotient = fc.tuple(
      fc.nat({ max: 100_000 }),
      fc.oneof(fc.nat({ max: 4096 }), fc.constantFrom(31, 63, 95, 159, 351)),
    );
    const cases = fc
      .sample(quotient, { numRuns: 20_000, seed: 2001 })
      .map(([ticks, bytes]) => [ticks, bytes + 1]);
    const input = cases.map(([ticks, bytes]) => `${ticks} ${bytes}\n`).join("");
    const printed = execFileSync("awk", ['{printf "%8.4f\\n", $1 / $2}'], { input, encoding: "utf8" });
    expect(cases.map(([ticks, bytes]) => `${formatLoad(ticks / bytes)}\n`).join("")).toBe(printed);
  });
});
