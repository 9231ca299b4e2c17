import type { PublishedSchema } from "../../model/json-schema.ts";
import { listOf, NUMBER_OR_NULL, objectOf, TEXT, TEXT_OR_NULL } from "./schema-parts.ts";

/** Schema of what `simulate --list --json` writes. */
export const SIMULATOR_SCHEMA: PublishedSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "zcprof.simulator/1",
  title: "What can be named to the simulator",
  type: "object",
  required: ["schema", "variants", "machines", "nics", "parameters"],
  properties: {
    schema: { enum: ["zcprof.simulator/1"] },
    variants: listOf(objectOf({ name: TEXT, title: TEXT, options: { type: "object" } })),
    machines: listOf(objectOf({ name: TEXT, title: TEXT })),
    nics: listOf(objectOf({ name: TEXT, differences: { type: "object" } })),
    parameters: listOf(
      objectOf({
        name: TEXT,
        short: TEXT_OR_NULL,
        type: { enum: ["number", "integer", "power-of-two", "choice"] },
        default: { type: ["number", "string"] },
        unit: TEXT,
        min: NUMBER_OR_NULL,
        max: NUMBER_OR_NULL,
        choices: { description: "null for a number", type: ["array", "null"], items: TEXT },
        meaning: TEXT,
        source: {
          description: "opens with M measured, C code, D derived, F fitted or P prior",
          type: "string",
        },
      }),
    ),
  },
};
