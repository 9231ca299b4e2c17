import type { PublishedSchema, SchemaNode } from "../../model/json-schema.ts";
import { COUNT, listOf, NUMBER, NUMBER_OR_NULL, objectOf, TEXT, TEXT_OR_NULL } from "./schema-parts.ts";

const ENTRY: Readonly<Record<string, SchemaNode>> = {
  phi: { description: "variance between runs over sampling variance", type: "number", minimum: 0 },
  interval: objectOf({ low: NUMBER, high: NUMBER, level: NUMBER }, "of phi, from chi-square with df"),
  shrunk: { description: "phi after its family was heard", type: "number", minimum: 1 },
  meanTicks: { description: "ticks a run", type: "number", minimum: 0 },
};

const PRIOR = objectOf(
  { phi: NUMBER, df: NUMBER_OR_NULL },
  "what the family says of the phi of any one of its members; df null where it is infinite",
);

/** Schema of what `noise --json` writes and `diff --noise` reads. */
export const NOISE_SCHEMA: PublishedSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "zcprof.noise/1",
  title: "How much identical runs vary",
  type: "object",
  required: "schema sources runs df event unit normalize facts prior total groups symbols".split(" "),
  properties: {
    schema: { enum: ["zcprof.noise/1"] },
    sources: listOf(objectOf({ path: TEXT, checksum: TEXT_OR_NULL })),
    runs: { type: "number", minimum: 3 },
    df: { description: "degrees of freedom behind each phi: runs - 1", type: "number", minimum: 2 },
    event: TEXT,
    unit: TEXT,
    normalize: TEXT,
    facts: { description: "machine and workload, as far as all runs state the same", type: "object" },
    prior: objectOf({ symbols: PRIOR, groups: PRIOR }),
    total: objectOf(ENTRY),
    groups: listOf(
      objectOf({
        group: TEXT,
        members: {
          ...COUNT,
          description: "mean, by ticks, of the upper ends that its symbols are tested with",
        },
        ...ENTRY,
      }),
    ),
    symbols: listOf(objectOf({ symbol: TEXT, module: TEXT, ...ENTRY })),
    rare: listOf(objectOf({ symbol: TEXT, module: TEXT }), "seen, with too few ticks for a dispersion"),
  },
};
