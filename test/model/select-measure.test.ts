import { describe, expect, it } from "vitest";
import type { Measure, Profile, SampleType } from "../../src/model/profile.ts";
import { finishProfile } from "../../src/model/profile-builder.ts";
import { selectMeasure } from "../../src/model/select-measure.ts";
import { SymbolInterner } from "../../src/model/symbol-interner.ts";
import { measuredProvenance } from "../../src/parsers/measured-provenance.ts";

function profileOf(...types: [event: string, assumes: SampleType["assumes"]][]): Profile {
  const symbols = new SymbolInterner();
  symbols.internString("f", 0);
  const source = { path: "p", blocks: () => ({ async *[Symbol.asyncIterator]() {} }) };
  return finishProfile({
    symbols: symbols.toTable(),
    measures: types.map(([event, assumes]) => ({
      type: { event, unit: "count", period: null, assumes, better: "lower" },
      counts: Float64Array.of(1),
      coverage: { kind: "complete" },
    })),
    provenance: measuredProvenance("test", source, { formatReason: "", checksum: null }),
  });
}

const events = ({ measures }: Profile): string[] => measures.map(({ type }: Measure) => type.event);

describe("selectMeasure", () => {
  it("without a name takes the only event, or the only one that counts samples", () => {
    expect(events(selectMeasure(profileOf(["cpu", "repeated"])))).toEqual(["cpu"]);
    expect(events(selectMeasure(profileOf(["samples", "counts"], ["cpu", "repeated"])))).toEqual(["samples"]);
  });

  it("asks for a name where none or several count samples, and takes it", () => {
    const heap = profileOf(["objects", "repeated"], ["space", "repeated"]);
    const perf = profileOf(["cycles", "counts"], ["misses", "counts"], ["cycles:period", "repeated"]);
    expect(() => selectMeasure(heap)).toThrow(/holds 2 events: objects, space/);
    expect(() => selectMeasure(perf)).toThrow(/holds 3 events/);
    expect(events(selectMeasure(perf, "cycles:period"))).toEqual(["cycles:period"]);
    expect(() => selectMeasure(perf, "other")).toThrow(/no event "other"/);
  });
});
