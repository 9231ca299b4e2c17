import type { PublishedSchema, SchemaNode } from "../../model/json-schema.ts";
import {
  BOUNDED,
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

const PART: Readonly<Record<string, SchemaNode>> = { ticks: BOUNDED, share: BOUNDED, interval: INTERVAL };

/** Schema of what `share --json` writes. */
export const SHARE_SCHEMA: PublishedSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "zcprof.share/1",
  title: "What part of a profile groups have",
  type: "object",
  required: ["schema", "profile", "total", "level", "method", "groups", "notes"],
  properties: {
    schema: { enum: ["zcprof.share/1"] },
    profile: SIDE,
    total: COUNT,
    level: NUMBER,
    method: { enum: ["Wilson", "Goodman"] },
    groups: listOf(
      objectOf({
        group: TEXT,
        ...PART,
        symbols: listOf(
          objectOf({
            symbol: TEXT,
            module: TEXT,
            line: NUMBER_OR_NULL,
            ...PART,
            without: objectOf(PART, "the group without this symbol"),
          }),
        ),
      }),
    ),
    notes: NOTES,
  },
};
