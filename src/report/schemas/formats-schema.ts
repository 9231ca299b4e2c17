import type { PublishedSchema, SchemaNode } from "../../model/json-schema.ts";
import { listOf, objectOf, TEXT } from "./schema-parts.ts";

const CLAIM: SchemaNode = { type: "boolean" };

/** Schema of what `formats --json` writes. */
export const FORMATS_SCHEMA: PublishedSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "zcprof.formats/1",
  title: "Formats that are read and written",
  type: "object",
  required: ["schema", "formats"],
  properties: {
    schema: { enum: ["zcprof.formats/1"] },
    formats: listOf(objectOf({ id: TEXT, title: TEXT, isRead: CLAIM, isWritten: CLAIM })),
  },
};
