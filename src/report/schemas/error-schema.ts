import type { PublishedSchema } from "../../model/json-schema.ts";
import { NUMBER_OR_NULL, objectOf, TEXT, TEXT_OR_NULL } from "./schema-parts.ts";

/** Schema of an error under `--json`. */
export const ERROR_SCHEMA: PublishedSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "zcprof.error/1",
  title: "Why a command did not do what was asked",
  type: "object",
  required: ["schema", "error"],
  properties: {
    schema: { enum: ["zcprof.error/1"] },
    error: objectOf({
      code: { description: "stable id, such as readprofile/bad-count", type: "string" },
      message: TEXT,
      details: { description: "what the message sums up", type: "array", items: TEXT },
      hint: TEXT_OR_NULL,
      location: {
        type: ["object", "null"],
        required: ["path", "line", "column"],
        properties: { path: TEXT, line: NUMBER_OR_NULL, column: NUMBER_OR_NULL },
      },
    }),
  },
};
