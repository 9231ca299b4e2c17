import { describe, expect, it } from "vitest";
import { alignProfiles } from "../../src/analysis/align.ts";
import { addColumns, addCounts, type CountColumn, gatherColumn } from "../../src/analysis/count-column.ts";
import { askForRow, askForSymbol, isListed } from "../../src/analysis/listed-names.ts";
import { boundRun } from "../../src/analysis/run-counts.ts";
import { summarizeSide } from "../../src/analysis/side-summary.ts";
import { driver, listingProfile, noSg, sg } from "./mail-listings.ts";

const summaryOf = (profiles: Parameters<typeof alignProfiles>[0], taken?: number) => {
  const alignment = alignProfiles(profiles);
  return summarizeSide(
    profiles,
    profiles.map((_, p) => boundRun(alignment, p)),
    taken,
  );
};

const exact = (...values: readonly number[]): CountColumn => {
  const point = Float64Array.from(values);
  return { point, min: point, max: point };
};

const told = ({ point, min, max }: CountColumn) => [point, min, max].map((column) => [...column]);

describe("the head of a side", () => {
  it("has the sums of its runs, and the title and the rows with ticks of its first", () => {
    const summary = summaryOf([noSg, sg, driver]);
    expect(summary).toMatchObject({
      title: "send(8k), no SG",
      event: "ticks",
      unit: "ticks",
      total: 2874 + 3222 + 3852,
      totalBounds: { min: 9948, max: 9948 },
      listed: 1872 + 2067 + 2576,
      // The smallest rows: 47, 47 and 54.
      cutoff: 148,
      rows: 14,
    });
    expect(summary.provenance).toHaveLength(3);
    const silent = listingProfile({
      rows: [
        ["f", 5],
        ["g", 0],
      ],
    });
    expect([summaryOf([silent]).rows, summaryOf([noSg], 3).rows]).toEqual([1, 11]);
    const unstated = listingProfile({ rows: [["f", 5]], coverage: { kind: "unstated", absent: "unknown" } });
    const open = summaryOf([noSg, unstated]);
    expect([open.cutoff, open.totalBounds]).toEqual([null, { min: 2879, max: Infinity }]);
  });
});

describe("columns of counts", () => {
  const open = {
    point: Float64Array.of(5, 6),
    min: Float64Array.of(4, 6),
    max: Float64Array.of(5, 9),
  };

  it("are added up with their bounds, and have none where none has", () => {
    const sum = addColumns([exact(1, 2), open, exact(10, 20)]);
    expect([sum.point, sum.min, sum.max].map((column) => [...column])).toEqual([
      [16, 28],
      [15, 28],
      [16, 31],
    ]);
    const whole = addColumns([exact(1, 2), exact(3, 4)]);
    expect([[...whole.point], whole.min === whole.point, whole.max === whole.point]).toEqual([
      [4, 6],
      true,
      true,
    ]);
    expect(addColumns([open])).toBe(open);
    const counts = [
      { point: 1, min: 0, max: 2 },
      { point: 10, min: 9, max: 30 },
    ];
    expect(addCounts(counts)).toEqual({ point: 11, min: 9, max: 32 });
  });

  it("are gathered into fewer rows, of those that are taken", () => {
    const three = {
      point: Float64Array.of(5, 6, 7),
      min: Float64Array.of(4, 6, 0),
      max: Float64Array.of(5, 9, 8),
    };
    const rowOf = Uint16Array.of(1, 0, 1);
    expect(told(gatherColumn(three, rowOf, 2))).toEqual([
      [6, 12],
      [6, 4],
      [9, 13],
    ]);
    expect(told(gatherColumn(three, rowOf, 2, (row) => row !== 2))).toEqual([
      [6, 5],
      [6, 4],
      [9, 5],
    ]);
    const whole = gatherColumn(exact(1, 2, 3), rowOf, 2);
    expect([[...whole.point], whole.min === whole.point, whole.max === whole.point]).toEqual([
      [2, 4],
      true,
      true,
    ]);
  });
});

describe("names of inputs", () => {
  it("are known with ticks or without, and the nearest are asked for", () => {
    const profile = listingProfile({
      rows: [
        ["tcp_sendmsg", 5],
        ["schedule", 0],
      ],
    });
    expect([isListed("schedule", [noSg, profile]), isListed("schedul", [profile])]).toEqual([true, false]);
    expect([askForSymbol("schedul", [profile]), askForSymbol("zzz", [profile])]).toEqual([
      "did you mean schedule?",
      null,
    ]);
    const rows = { length: 1, nameAt: () => "tcp_sendmsg" };
    expect([askForRow("tcp_sendmsh", rows), askForRow("schedule", rows)]).toEqual([
      "did you mean tcp_sendmsg?",
      null,
    ]);
  });
});
