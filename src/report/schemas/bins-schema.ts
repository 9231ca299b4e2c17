import type { PublishedSchema } from "../../model/json-schema.ts";
import { BOUNDED, listOf, objectOf, TEXT } from "./schema-parts.ts";

/** Schema of what `show --bins --json` writes. */
export const BINS_SCHEMA: PublishedSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "zcprof.bins/1",
  title: "Which bins of a symbol hold its ticks",
  type: "object",
  required: ["schema", "source", "symbol", "ticks", "bins"],
  properties: {
    schema: { enum: ["zcprof.bins/1"] },
    source: TEXT,
    symbol: TEXT,
    ticks: BOUNDED,
    bins: listOf(
      objectOf({
        address: { type: "string", pattern: "^0x[0-9a-f]{1,16}$" },
        offset: {
          description:
            "bytes from the start of the symbol, null where the source does not say, as readprofile -b",
          type: ["number", "null"],
        },
        ticks: BOUNDED,
        others: listOf(TEXT, "symbols that share the bin"),
      }),
    ),
  },
};
