import { describe, expect, it } from "vitest";
import type { Explanation } from "../../src/analysis/explain.ts";
import { compileGroupRules } from "../../src/analysis/group-rules.ts";
import type { SharePart, ShareResult } from "../../src/analysis/share-result.ts";
import { findBreach } from "../../src/parsers/schema-breach.ts";
import { reportDiff } from "../../src/report/diff-report.ts";
import { reportExplanation } from "../../src/report/explain-report.ts";
import { reportFormats } from "../../src/report/formats-report.ts";
import { reportGroups } from "../../src/report/groups-report.ts";
import type { Report } from "../../src/report/report.ts";
import { REPORT_SCHEMAS } from "../../src/report/schemas/report-schemas.ts";
import { reportShare } from "../../src/report/share-report.ts";
import { mailDiff } from "./mail-diff.ts";

// The share of the mail's third listing, docs/statistics.md section 6: 761 of 3852, unlisted 1276.
function part(point: number, hidden: number): SharePart {
  return {
    ticks: { point, min: point, max: point + hidden },
    share: { point: point / 3852, min: point / 3852, max: (point + hidden) / 3852 },
    interval: { low: 0.185, high: 0.21, level: 0.95 },
  };
}

function mailShare(): ShareResult {
  const without = part(611, 1276);
  return {
    profile: mailDiff().base,
    total: 3852,
    level: 0.95,
    method: "Wilson",
    groups: [
      {
        group: "driver",
        ...part(761, 1276),
        symbols: [{ symbol: "boomerang_rx", module: "", line: null, ...part(150, 0), without }],
      },
    ],
    notes: [],
  };
}

function explanation(): Explanation {
  return {
    row: mailDiff().symbols.at(4),
    sources: [{ side: "base", path: "mail.txt", line: null }],
    steps: [
      {
        name: "ratio",
        formula: "y / x",
        values: [{ name: "x", value: [0, 47] }],
        result: [49 / 47, Infinity],
      },
      { name: "p", formula: "tail", values: [], result: Number.NaN },
    ],
  };
}

const rules = compileGroupRules([{ name: "copy", symbol: "^copy" }], "rules.json");

const REPORTS: Readonly<Record<string, Report>> = {
  "zcprof.diff/1": reportDiff(mailDiff(), { symbols: [0, 1, 2, 3, 4, 5, 6, 7], filter: null }),
  "zcprof.share/1": reportShare(mailShare()),
  "zcprof.explanation/1": reportExplanation(explanation(), mailDiff()),
  "zcprof.groups/1": reportGroups(rules, [{ symbol: "copy_page", module: "", ticks: 3, rule: 0 }]),
  "zcprof.formats/1": reportFormats([{ id: "csv", title: "CSV", isRead: true, isWritten: true }]),
};

function schemaOf(name: string): (typeof REPORT_SCHEMAS)[number] {
  const schema = REPORT_SCHEMAS.find(({ $id }) => $id === name);
  if (schema === undefined) throw new Error(`no schema ${name}`);
  return schema;
}

describe("the JSON form", () => {
  it.each(Object.keys(REPORTS))("of %s keeps its published schema", (name) => {
    const json: unknown = JSON.parse(JSON.stringify(REPORTS[name].toJson()));
    expect(findBreach(schemaOf(name), json)).toBeNull();
    expect(json).toMatchObject({ schema: name });
    // JSON.stringify would have written null for what is not finite: nothing was left to it.
    expect(json).toEqual(REPORTS[name].toJson());
  });

  it("is not kept by a shape that lacks a part", () => {
    const schema = schemaOf("zcprof.diff/1");
    const json = REPORTS["zcprof.diff/1"].toJson();
    expect(findBreach(schema, { ...json, basis: "guess" })?.path).toBe("basis");
    expect(findBreach(schema, { ...json, symbols: [{}] })).not.toBeNull();
  });

  it("of the mail's comparison says what the design says", () => {
    const json = REPORTS["zcprof.diff/1"].toJson();
    expect(json).toMatchObject({
      total: {
        base: 2874,
        next: 3222,
        delta: 348,
        interval: { low: 1.0661, high: 1.1789, level: 0.95 },
        breakEvenDispersion: 5.17,
        verdict: "increase",
      },
      unlisted: { base: 1002, next: 1155, delta: 153 },
    });
    expect(json).toHaveProperty(["symbols", 0, "delta"], { point: 162, min: 68, max: 209 });
    expect(json).toHaveProperty(["symbols", 4, "base"], { point: 0, min: 0, max: 47 });
    expect(json).toHaveProperty(["symbols", 4, "ratio"], null);
    // Of what a cut listing hides, one number would claim too much: neither part nor share; and the load as the mail has it.
    expect(json).toHaveProperty(["symbols", 4, "partOfDelta"], null);
    expect(json).toHaveProperty(["symbols", 4, "share", "base"], null);
    expect(json).toHaveProperty(["base", "statedLoad"], 18.2);
    expect(json).toHaveProperty(["next", "sources", 0, "statedLoad"], 20.3);
    expect(json).toHaveProperty(["notes", 0, "code"], "diff/sampling-only");
  });

  it("of a share has the bound for what is not listed beside the listed part", () => {
    const json = REPORTS["zcprof.share/1"].toJson();
    expect(json).toHaveProperty(["groups", 0, "ticks"], { min: 761, max: 2037, point: 761 });
    expect(json).toHaveProperty(["groups", 0, "share", "max"], 2037 / 3852);
  });
});
