import type { PublishedSchema } from "../../model/json-schema.ts";
import { COUNT, listOf, NOTES, NUMBER, NUMBER_OR_NULL, objectOf, TEXT } from "./schema-parts.ts";
import { SEEDS, SPREAD } from "./simulation-schema.ts";

/** Schema of what `validate --json` writes. */
export const VALIDATION_SCHEMA: PublishedSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "zcprof.validation/1",
  title: "Published figures beside their simulation",
  type: "object",
  required: ["schema", "seeds", "figures", "summary", "notes"],
  properties: {
    schema: { enum: ["zcprof.validation/1"] },
    seeds: SEEDS,
    figures: listOf(
      objectOf({
        id: TEXT,
        source: { description: "where the mail states it, or that it follows by hand", type: "string" },
        unit: { enum: ["ticks", "percent", "points", "ratio", "per second"] },
        measured: NUMBER,
        simulated: SPREAD,
        residual: { description: "simulated mean less measured", type: "number" },
        role: {
          description: "calibrated: some parameter was set with this figure in view, by the fit or by hand",
          enum: ["calibrated", "predicted"],
        },
        band: {
          description: "between what the simulated mean has to lie; null where nothing is demanded",
          type: ["object", "null"],
          required: ["low", "high"],
          properties: { low: NUMBER_OR_NULL, high: NUMBER_OR_NULL },
        },
        isWithin: { type: ["boolean", "null"] },
      }),
    ),
    summary: objectOf({
      figures: COUNT,
      predicted: COUNT,
      withBand: COUNT,
      outside: listOf(TEXT, "ids of the figures that leave their band"),
      depth: objectOf(
        {
          fitted: COUNT,
          chiSquares: listOf(objectOf({ segments: COUNT, chiSquare: COUNT })),
        },
        "K, the segments in flight, and chi-square of the copy rows over it",
      ),
      chiSquare: { description: "of all calibrated rows", type: "number" },
      rows: COUNT,
    }),
    notes: NOTES,
  },
};
