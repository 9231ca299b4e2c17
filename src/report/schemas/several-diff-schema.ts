import type { PublishedSchema } from "../../model/json-schema.ts";
import { DIFF_SCHEMA } from "./diff-schema.ts";
import { listOf, NOTES, NUMBER_OR_NULL, SIDE } from "./schema-parts.ts";

/** Schema of what `diff --json` writes for several NEXT. */
export const SEVERAL_DIFF_SCHEMA: PublishedSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "zcprof.several-diff/1",
  title: "What changed between one base and several others",
  type: "object",
  required: ["schema", "base", "exitCode", "comparisons", "notes"],
  properties: {
    schema: { enum: ["zcprof.several-diff/1"] },
    base: SIDE,
    exitCode: { ...NUMBER_OR_NULL, description: "of all gates together; null without --fail-on" },
    comparisons: listOf(
      { type: "object", required: DIFF_SCHEMA.required, properties: DIFF_SCHEMA.properties },
      "each as zcprof.diff/1, its q multiplied by the number of comparisons",
    ),
    notes: NOTES,
  },
};
