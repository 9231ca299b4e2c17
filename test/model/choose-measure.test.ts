import { describe, expect, it } from "vitest";
import { chooseMeasure } from "../../src/model/choose-measure.ts";
import type { Measure, Profile, SampleType } from "../../src/model/profile.ts";
import { finishProfile } from "../../src/model/profile-builder.ts";
import { selectMeasure } from "../../src/model/select-measure.ts";
import { SymbolInterner } from "../../src/model/symbol-interner.ts";
import { measuredProvenance } from "../../src/parsers/measured-provenance.ts";

type Type = readonly [event: string, assumes: SampleType["assumes"], period?: number];

function profileOf(...types: readonly Type[]): Profile {
  const symbols = new SymbolInterner();
  symbols.internString("f", 0);
  const source = { path: "p", blocks: () => ({ async *[Symbol.asyncIterator]() {} }) };
  return finishProfile({
    symbols: symbols.toTable(),
    measures: types.map(([event, assumes, period = null]) => ({
      type: { event, unit: "count", period, assumes, better: "lower" },
      counts: Float64Array.of(1),
      coverage: { kind: "complete" },
    })),
    provenance: measuredProvenance("test", source, { formatReason: "", checksum: null }),
  });
}

const events = ({ measures }: Profile): string[] => measures.map(({ type }: Measure) => type.event);

describe("the event that nobody named", () => {
  it("is the only one, or the only one that counts samples where the others are its units, without a word", () => {
    for (const profile of [
      profileOf(["cpu", "repeated"]),
      profileOf(["cpu", "counts"], ["cpu:period", "repeated"]),
      profileOf(["time", "repeated", 10_000_000], ["cpu", "counts"]),
    ]) {
      const chosen = chooseMeasure(profile);
      expect(events(chosen)).toEqual(["cpu"]);
      expect(chosen.diagnostics).toEqual([]);
    }
  });

  it.each([
    [
      "several count samples",
      profileOf(["a", "counts"], ["b", "counts"], ["a:period", "repeated"]),
      "b, a:period",
    ],
    // The delays of a block profile are no multiple of how often there was one.
    ["another measures each sample", profileOf(["a", "counts"], ["delay", "repeated"]), "delay"],
    ["none does", profileOf(["a", "repeated"], ["space", "repeated"]), "space"],
    ["another is counted exactly", profileOf(["a", "counts"], ["calls", "exact"]), "calls"],
  ])("is told with all the others where %s", (_, profile, others) => {
    const chosen = chooseMeasure(profile);
    expect(events(chosen)).toEqual(["a"]);
    expect(chosen.diagnostics).toMatchObject([
      {
        code: "event/one-of-several",
        message: expect.stringMatching(new RegExp(`the numbers of a, not of ${others}$`)),
        hint: expect.stringContaining("--event"),
      },
    ]);
  });
});

describe("the event that somebody named", () => {
  it("is taken, and refused with all that there are where there is none of that name", () => {
    const perf = profileOf(["cycles", "counts"], ["cycles:period", "repeated"]);
    expect(events(selectMeasure(perf, "cycles:period"))).toEqual(["cycles:period"]);
    expect(() => selectMeasure(perf, "other")).toThrow(/no event "other"; it has cycles, cycles:period/);
  });
});
