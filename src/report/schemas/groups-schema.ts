import type { PublishedSchema } from "../../model/json-schema.ts";
import { COUNT, listOf, objectOf, TEXT, TEXT_OR_NULL } from "./schema-parts.ts";

/** Schema of what `groups --json` writes. */
export const GROUPS_SCHEMA: PublishedSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "zcprof.groups/1",
  title: "Grouping rules, and which rule took which symbol",
  type: "object",
  required: ["schema", "groups", "rules", "symbols"],
  properties: {
    schema: { enum: ["zcprof.groups/1"] },
    groups: listOf(TEXT),
    rules: listOf(objectOf({ name: TEXT, symbol: TEXT_OR_NULL, module: TEXT_OR_NULL })),
    symbols: listOf(
      objectOf({
        symbol: TEXT,
        module: TEXT,
        ticks: COUNT,
        rule: { description: "index into rules, -1 where none took it", type: "number", minimum: -1 },
        group: TEXT,
      }),
    ),
  },
};
