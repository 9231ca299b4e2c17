import type { PublishedSchema } from "../../model/json-schema.ts";
import { listOf, objectOf, TEXT } from "./schema-parts.ts";

/** Schema of what `schemas --json` writes without a name. */
export const SCHEMAS_SCHEMA: PublishedSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "zcprof.schemas/1",
  title: "Schemas that are published",
  type: "object",
  required: ["schema", "schemas"],
  properties: {
    schema: { enum: ["zcprof.schemas/1"] },
    schemas: listOf(objectOf({ name: TEXT, title: TEXT })),
  },
};
