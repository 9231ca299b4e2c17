import { beforeAll, describe, expect, test } from "vitest";
import { findBreach } from "../../src/parsers/schema-breach.ts";
import { REPORT_SCHEMAS } from "../../src/report/schemas/report-schemas.ts";
import { type Outcome, spawnZcprof } from "../cli/spawn-zcprof.ts";

/** What the published schema holds; the tests look into it as they need. */
type Answer = ReturnType<typeof JSON.parse>;

function measuredOf({ figures }: Answer, id: string): number {
  return figures.find((figure: Answer) => figure.id === id).measured;
}

describe("zcprof validate", () => {
  let outcome: Outcome;
  let json: Answer;
  beforeAll(async () => {
    outcome = await spawnZcprof(["validate", "--seeds", "2", "--check", "--json"]);
    json = JSON.parse(outcome.stdout);
  });

  test("keeps its published schema, and ends with status 1 as long as a figure leaves its band", () => {
    const schema = REPORT_SCHEMAS.find(({ $id }) => $id === "zcprof.validation/1");
    expect(schema && findBreach(schema, json)).toBeNull();
    expect(outcome.status).toBe(json.summary.outside.length > 0 ? 1 : 0);
    expect(outcome.stderr).toBe("");
  });

  test("holds the mail's own numbers", () => {
    expect(measuredOf(json, "no-sg/total")).toBe(2874);
    expect(measuredOf(json, "sg-csum/csum_partial_copy_generic")).toBe(520);
    expect(measuredOf(json, "built-in/boomerang_start_xmit")).toBe(324);
    expect(measuredOf(json, "sg-cfu/load")).toBe(20.9);
    expect(measuredOf(json, "sg-csum / no-sg/total")).toBeCloseTo(1.121, 3);
    // 150 + 287 + 324 of 3852 ticks.
    expect(measuredOf(json, "built-in/driver share")).toBeCloseTo(19.756, 3);
  });

  test("tells calibrated from predicted, states residuals and spreads", () => {
    for (const { simulated, measured, residual, role } of json.figures) {
      expect(residual).toBeCloseTo(simulated.mean - measured, 9);
      expect(["calibrated", "predicted"]).toContain(role);
    }
    expect(json.figures.find((figure: Answer) => figure.id === "built-in/__strncpy_from_user").role).toBe(
      "calibrated",
    );
    expect(json.figures.find((figure: Answer) => figure.id === "sg-cfu/load").role).toBe("predicted");
  });

  test("prints chi-square over K, with its minimum at the K in use", () => {
    const { fitted, chiSquares } = json.summary.depth;
    const least = Math.min(...chiSquares.map(({ chiSquare }: Answer) => chiSquare));
    expect(chiSquares.find(({ segments }: Answer) => segments === fitted).chiSquare).toBe(least);
  });

  test("shows it within 80 columns, the figures that leave their band as notes", async () => {
    const { status, stdout } = await spawnZcprof(["validate", "--seeds", "2"]);
    expect(status).toBe(0);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stdout).toContain("chi-square");
    for (const id of json.summary.outside) expect(stdout.replaceAll(/\s+/g, " ")).toContain(`${id}: `);
  });
});
