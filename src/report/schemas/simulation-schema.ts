import type { PublishedSchema, SchemaNode } from "../../model/json-schema.ts";
import { COUNT, listOf, NOTES, NUMBER, NUMBER_OR_NULL, objectOf, TEXT } from "./schema-parts.ts";

/** A figure over placements of pages. */
export const SPREAD: SchemaNode = objectOf(
  { mean: NUMBER, sd: NUMBER_OR_NULL },
  "mean over placement seeds and standard deviation between them; null for one seed",
);

export const PARAMETERS: SchemaNode = {
  description: "value of every parameter, by the names of simulate --list parameters",
  type: "object",
};

export const SEEDS: SchemaNode = listOf(COUNT, "placements of pages that were averaged");

const KINDS: SchemaNode = objectOf({
  compulsory: COUNT,
  capacity: COUNT,
  coherence: COUNT,
  conflict: COUNT,
});

const MISSES: Readonly<Record<string, SchemaNode>> = {
  stallCycles: COUNT,
  l1Misses: COUNT,
  l2Misses: COUNT,
  missKinds: {
    description:
      "causes by level, as Hill (1987) has them, with coherence added; null where they were not counted",
    type: ["object", "null"],
    required: ["l1", "l2"],
    properties: { l1: KINDS, l2: KINDS },
  },
  writebacks: COUNT,
  upgrades: COUNT,
  tlbMisses: COUNT,
};

const STRUCTURES: SchemaNode = listOf(
  objectOf({ structure: TEXT, ...MISSES }),
  "what missed, the costliest first; a second of simulated time",
);

/** Schema of what `simulate --json` writes. */
export const SIMULATION_SCHEMA: PublishedSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "zcprof.simulation/1",
  title: "A simulated profile, with the misses behind it",
  type: "object",
  required:
    "schema variant title options machine driver parameters seeds seconds steadiness load total driverTicks rates symbols notes".split(
      " ",
    ),
  properties: {
    schema: { enum: ["zcprof.simulation/1"] },
    variant: TEXT,
    title: TEXT,
    options: { description: "what distinguishes the kernel from the others of the mail", type: "object" },
    machine: { description: "a preset, or the path of a machine file", type: "string" },
    driver: { enum: ["module", "built-in"] },
    parameters: PARAMETERS,
    seeds: SEEDS,
    seconds: { description: "simulated seconds that were counted, the mean over seeds", type: "number" },
    steadiness: objectOf(
      { isSteady: { type: "boolean" }, worstDrift: COUNT },
      "whether kernel cycles a byte stay within 3 % of their mean in each quarter of the counted time",
    ),
    load: { ...SPREAD, description: "what cyclesoak prints: percent of all processors" },
    total: { ...SPREAD, description: "ticks of the listing in profile.seconds" },
    driverTicks: { ...SPREAD, description: "ticks of the driver; in the total only where it is built in" },
    rates: objectOf({
      framesPerSecond: SPREAD,
      acksPerSecond: SPREAD,
      interruptsPerSecond: SPREAD,
      completionsPerInterrupt: SPREAD,
      bytesPerSecond: SPREAD,
      wakeUpsPerSecond: SPREAD,
      pairsPerSecond: SPREAD,
    }),
    symbols: listOf(
      objectOf({
        symbol: TEXT,
        group: TEXT,
        ticks: { ...SPREAD, description: "expected ticks in profile.seconds" },
        calls: COUNT,
        cycles: COUNT,
        instructionCycles: COUNT,
        ...MISSES,
        structures: STRUCTURES,
      }),
      "functions of the kernel by falling ticks; counts are those of a second of simulated time",
    ),
    notes: NOTES,
  },
};

/** Schema of what `simulate --explain --json` writes. */
export const SIMULATION_EXPLANATION_SCHEMA: PublishedSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "zcprof.simulation-explanation/1",
  title: "Where a simulated symbol's cycles go",
  type: "object",
  required:
    "schema variant machine parameters seeds symbol group calls ticks cyclesPerCall costs structures notes".split(
      " ",
    ),
  properties: {
    schema: { enum: ["zcprof.simulation-explanation/1"] },
    variant: TEXT,
    machine: TEXT,
    parameters: PARAMETERS,
    seeds: SEEDS,
    symbol: TEXT,
    group: TEXT,
    calls: { description: "a second of simulated time", type: "number" },
    ticks: SPREAD,
    cyclesPerCall: NUMBER,
    costs: listOf(
      objectOf({ what: TEXT, count: NUMBER_OR_NULL, cycles: NUMBER }),
      "a call: how often, and cycles; the cycles add up to cyclesPerCall",
    ),
    structures: STRUCTURES,
    notes: NOTES,
  },
};
