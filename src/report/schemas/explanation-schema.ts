import type { PublishedSchema, SchemaNode } from "../../model/json-schema.ts";
import { listOf, NUMBER_OR_NULL, objectOf, TEXT } from "./schema-parts.ts";

const VALUE: SchemaNode = {
  description: "a number, bounds as min and max, a word, or null for what is undefined",
  type: ["number", "object", "string", "null"],
};

/** Schema of what `diff --explain --json` writes. */
export const EXPLANATION_SCHEMA: PublishedSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "zcprof.explanation/1",
  title: "How a row of a comparison came about",
  type: "object",
  required: ["schema", "row", "sources", "steps"],
  properties: {
    schema: { enum: ["zcprof.explanation/1"] },
    row: { description: "as in symbols of zcprof.diff/1, or its total", type: "object" },
    sources: listOf(objectOf({ side: { enum: ["base", "next"] }, path: TEXT, line: NUMBER_OR_NULL })),
    steps: listOf(
      objectOf({
        name: TEXT,
        formula: TEXT,
        values: listOf(objectOf({ name: TEXT, value: VALUE })),
        result: VALUE,
      }),
    ),
  },
};
