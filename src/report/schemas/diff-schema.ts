import type { PublishedSchema, SchemaNode } from "../../model/json-schema.ts";
import {
  BOUNDED,
  BOUNDS,
  COUNT,
  INTERVAL,
  listOf,
  NOTES,
  NUMBER,
  NUMBER_OR_NULL,
  objectOf,
  SIDE,
  TEXT,
} from "./schema-parts.ts";

const EVIDENCE: Readonly<Record<string, SchemaNode>> = {
  ratio: {
    description: "next over base; null where base is 0, or where only ratioBounds are known",
    type: ["number", "null"],
  },
  ratioBounds: BOUNDS,
  interval: INTERVAL,
  p: { description: "two-sided, before any correction; null where not tested", type: ["number", "null"] },
  breakEvenDispersion: {
    description: "run-to-run variance, in multiples of sampling noise, up to which the row stays rejected",
    type: ["number", "null"],
  },
  dispersion: NUMBER_OR_NULL,
  verdict: { enum: ["increase", "decrease", "trivial", "equivalent", "inconclusive"] },
  undecided: { description: "why the verdict is inconclusive", type: ["string", "null"] },
  minimumDetectable: objectOf(
    { up: NUMBER_OR_NULL, down: NUMBER_OR_NULL },
    "smallest ratios that a test of the row alone at 5 % would have found with 80% power",
  ),
};

const FAMILY: Readonly<Record<string, SchemaNode>> = {
  base: BOUNDED,
  next: BOUNDED,
  delta: BOUNDED,
  ...EVIDENCE,
  q: { description: "p corrected for the family", type: ["number", "null"] },
  partOfDelta: {
    description: "fraction of the total's change; null where only bounds of the change are known",
    type: ["number", "null"],
  },
  partOfDeltaBounds: {
    ...BOUNDS,
    description:
      "between what the part lies; min = max where it is exact, null where the total may not have changed",
  },
  share: objectOf(
    { base: NUMBER_OR_NULL, next: NUMBER_OR_NULL },
    "fractions of each side's total; null where the count is only bounded",
  ),
};

const GATE: SchemaNode = {
  description: "what --fail-on decided; null without it",
  type: ["object", "null"],
  required: ["exitCode", "rules"],
  properties: {
    exitCode: { description: "0, 1 or 3", type: "number", minimum: 0 },
    rules: listOf(
      objectOf({
        rule: TEXT,
        subject: TEXT,
        decision: { enum: ["exceeded", "kept", "undecided"] },
        interval: INTERVAL,
        reason: TEXT,
      }),
    ),
  },
};

const PLAN: SchemaNode = {
  description: "what --plan worked out; null without it",
  type: ["object", "null"],
  required: ["assumesSampling", "rows"],
  properties: {
    assumesSampling: { description: "run-to-run noise was taken as none", type: "boolean" },
    rows: listOf(
      objectOf({
        name: TEXT,
        meanTicks: NUMBER_OR_NULL,
        dispersion: NUMBER_OR_NULL,
        runs: listOf(objectOf({ ratio: NUMBER, needed: NUMBER_OR_NULL }), "runs a side for 80% power"),
      }),
    ),
  },
};

const REQUIRED =
  "schema base next normalize basis runs method margin level exposure dispersion correction familySize " +
  "groupFamilySize total unlisted groups symbols renameCandidates costShifts gate plan notes";

/** Schema of what `diff --json` writes. */
export const DIFF_SCHEMA: PublishedSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "zcprof.diff/1",
  title: "What changed between two profiles",
  type: "object",
  required: REQUIRED.split(" "),
  properties: {
    schema: { enum: ["zcprof.diff/1"] },
    base: SIDE,
    next: SIDE,
    normalize: TEXT,
    basis: { enum: ["sampling", "noise-file", "replicates", "none"] },
    runs: objectOf({ base: COUNT, next: COUNT }, "profiles a side; counts are sums over them"),
    method: TEXT,
    margin: NUMBER,
    level: NUMBER,
    exposure: objectOf({ base: NUMBER, next: NUMBER }),
    dispersion: NUMBER_OR_NULL,
    correction: { enum: ["bh", "by", "holm", "none"] },
    familySize: { description: "symbols that were tested", type: "number", minimum: 0 },
    groupFamilySize: { description: "groups that were tested", type: "number", minimum: 0 },
    total: objectOf({
      base: NUMBER,
      next: NUMBER,
      delta: NUMBER_OR_NULL,
      bounds: objectOf({ base: BOUNDS, next: BOUNDS, delta: BOUNDS }),
      ...EVIDENCE,
    }),
    unlisted: objectOf(
      { base: NUMBER_OR_NULL, next: NUMBER_OR_NULL, delta: NUMBER_OR_NULL },
      "what the rows leave out; with the changes of all symbols it adds up to the change of the total",
    ),
    groups: listOf(objectOf({ group: TEXT, symbols: COUNT, ...FAMILY })),
    symbols: listOf(
      objectOf({
        symbol: TEXT,
        module: TEXT,
        group: TEXT,
        presence: { enum: ["both", "gone", "new"] },
        members: { description: "names that --map-symbol added into the row", type: "number", minimum: 1 },
        lines: listOf(NUMBER_OR_NULL, "input lines of base and next"),
        ...FAMILY,
      }),
    ),
    renameCandidates: listOf(objectOf({ gone: TEXT, new: TEXT, reasons: listOf(TEXT) })),
    costShifts: listOf(
      objectOf({ group: TEXT, ratio: NUMBER, symbols: listOf(TEXT) }),
      "groups whose sum stays within the margin while their symbols change: one finding each",
    ),
    gate: GATE,
    plan: PLAN,
    notes: NOTES,
  },
};
