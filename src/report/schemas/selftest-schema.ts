import type { PublishedSchema } from "../../model/json-schema.ts";
import { COUNT, INTERVAL, listOf, NOTES, NUMBER, objectOf, TEXT } from "./schema-parts.ts";

/** Schema of what `selftest --json` writes. */
export const SELFTEST_SCHEMA: PublishedSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "zcprof.selftest/1",
  title: "What the shipped tests do on simulated truth",
  type: "object",
  required: ["schema", "seed", "trials", "cells", "claims", "holds", "notes"],
  properties: {
    schema: { enum: ["zcprof.selftest/1"] },
    seed: NUMBER,
    trials: { description: "trials a cell", type: "number", minimum: 1 },
    cells: listOf(
      objectOf({
        method: TEXT,
        truth: { enum: ["independent", "slid", "cut"] },
        runs: COUNT,
        dispersion: { description: "true variance over sampling variance", type: "number", minimum: 0 },
        meanTicks: { description: "ticks a run of a symbol", type: "number", minimum: 0 },
        falseAlarms: { description: "fraction of trials without a change that find one", type: "number" },
        coverage: { description: "fraction of 95 % intervals that hold the truth", type: "number" },
        intervals: { description: "intervals behind the coverage", type: "number", minimum: 0 },
        power: listOf(
          objectOf({ ratio: NUMBER, found: NUMBER }),
          "fraction of planted changes that were found",
        ),
        claim: { description: "claimed, or why the coverage of this cell is not", type: "string" },
      }),
    ),
    claims: listOf(
      objectOf({
        id: TEXT,
        text: TEXT,
        low: NUMBER,
        high: NUMBER,
        reason: TEXT,
        cells: listOf(
          objectOf({
            cell: { description: "index into cells", type: "number", minimum: 0 },
            value: NUMBER,
            interval: INTERVAL,
            holds: { type: "boolean" },
          }),
        ),
      }),
    ),
    holds: { description: "no figure left its band", type: "boolean" },
    notes: NOTES,
  },
};
