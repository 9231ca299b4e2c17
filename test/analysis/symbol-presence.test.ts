import { describe, expect, it } from "vitest";
import { compareProfiles } from "../../src/analysis/compare.ts";
import { parseSymbolMapping } from "../../src/analysis/symbol-mapping.ts";
import { finishProfile } from "../../src/model/profile-builder.ts";
import { listingProfile } from "./mail-listings.ts";

const complete = { kind: "complete" } as const;
const base = listingProfile({
  rows: [
    ["kfree", 900],
    ["tcp_send", 40],
    ["old_send", 50],
  ],
  coverage: complete,
});
// A map of its own, as of another kernel: tcp_send is there and has no ticks.
const next = listingProfile({
  rows: [
    ["tcp_send", 0],
    ["kfree", 900],
    ["tcp_send_fast", 50],
  ],
  coverage: complete,
});

const presences = (result: ReturnType<typeof compareProfiles>) =>
  Object.fromEntries(
    Array.from({ length: result.symbols.length }, (_, i) => result.symbols.at(i)).map((row) => [
      row.symbol,
      row.presence,
    ]),
  );

describe("a symbol without ticks", () => {
  it("that the other side lists fell to 0: it is not gone, and was not renamed", () => {
    const result = compareProfiles([base], [next]);
    expect(presences(result)).toEqual({
      kfree: "both",
      tcp_send: "both",
      old_send: "gone",
      tcp_send_fast: "new",
    });
    expect(result.renameCandidates.map((pair) => pair.gone)).not.toContain("tcp_send");
    // Without the row of 0 the same names are a candidate.
    const unlisted = listingProfile({
      rows: [
        ["kfree", 900],
        ["tcp_send_fast", 50],
      ],
      coverage: complete,
    });
    const candidates = compareProfiles([base], [unlisted]).renameCandidates;
    expect(candidates.map((pair) => [pair.gone, pair.new])).toEqual([["tcp_send", "tcp_send_fast"]]);
    expect(presences(compareProfiles([next], [base])).tcp_send).toBe("both");
  });

  it("is known under any name that a mapping gives it", () => {
    const renamed = listingProfile({
      rows: [
        ["new_send", 0],
        ["kfree", 900],
      ],
      coverage: complete,
    });
    const mapping = parseSymbolMapping(["old_send=new_send"]);
    expect(presences(compareProfiles([base], [renamed], { mapping })).old_send).toBe("both");
    expect(presences(compareProfiles([base], [renamed])).old_send).toBe("gone");
  });

  it("in stacks is known as a caller, and not through the other half of a differential", () => {
    const stacked = listingProfile({
      rows: [
        ["caller", 0],
        ["leaf", 60],
        ["other", 0],
      ],
      coverage: complete,
    });
    const half = finishProfile({
      symbols: stacked.symbols,
      // caller; caller > leaf; other, which only the other half sampled
      stacks: { length: 3, prefix: Int32Array.of(-1, 0, -1), symbol: Uint32Array.of(0, 1, 2) },
      samples: { stack: Uint32Array.of(1, 2) },
      measures: [{ ...stacked.measures[0], counts: Float64Array.of(60, 0) }],
      provenance: stacked.provenance,
    });
    const flat = listingProfile({
      rows: [
        ["caller", 20],
        ["leaf", 60],
        ["other", 20],
      ],
      coverage: complete,
    });
    expect(presences(compareProfiles([half], [flat]))).toEqual({
      leaf: "both",
      caller: "both",
      other: "new",
    });
  });
});

describe("one name in two modules", () => {
  it("is no rename candidate", () => {
    const [before, after] = ["[e1000]", "[e1000e]"].map((module) =>
      listingProfile({
        rows: [
          ["e1000_clean", 90],
          ["kfree", 10],
        ],
        modules: [module, "[kernel]"],
        coverage: complete,
      }),
    );
    expect(compareProfiles([before], [after]).renameCandidates).toEqual([]);
  });
});
