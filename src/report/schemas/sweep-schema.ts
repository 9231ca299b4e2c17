import type { PublishedSchema, SchemaNode } from "../../model/json-schema.ts";
import { COUNT, listOf, NOTES, objectOf, TEXT, TEXT_OR_NULL } from "./schema-parts.ts";
import { SEEDS, SPREAD } from "./simulation-schema.ts";

const VALUE: SchemaNode = { type: ["number", "string"] };

/** Schema of what `sweep --json` writes. */
export const SWEEP_SCHEMA: PublishedSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "zcprof.sweep/1",
  title: "A grid of simulations",
  type: "object",
  required: ["schema", "grid", "size", "shard", "cells", "notes"],
  properties: {
    schema: { enum: ["zcprof.sweep/1"] },
    grid: objectOf({
      version: TEXT,
      variant: TEXT,
      machine: TEXT,
      machines: { description: "parameters of each machine by its name", type: "object" },
      nic: TEXT_OR_NULL,
      settings: { type: "object" },
      seeds: SEEDS,
      axes: listOf(objectOf({ name: TEXT, values: listOf(VALUE) })),
    }),
    size: { description: "cells of the whole grid", type: "number" },
    shard: {
      description: "the part of the grid that was asked for; null for all of it",
      type: ["object", "null"],
      required: ["index", "of"],
      properties: { index: COUNT, of: COUNT },
    },
    cells: listOf(
      objectOf({
        index: { description: "place in the grid, the last axis fastest", type: "number" },
        values: { description: "value of each axis, by its name", type: "object" },
        figures: objectOf({
          load: { ...SPREAD, description: "what cyclesoak prints, percent" },
          ticks: { ...SPREAD, description: "of the kernel's text, the driver outside" },
          driverTicks: SPREAD,
          readCopyTicks: { ...SPREAD, description: "of file_read_actor" },
          sendCopyTicks: { ...SPREAD, description: "of the checksum copy and copy_from_user together" },
          bytesPerSecond: SPREAD,
          framesPerSecond: SPREAD,
          acksPerSecond: SPREAD,
          interruptsPerSecond: SPREAD,
          sendCopyMissesPerLine: { ...SPREAD, description: "L2 misses of the send copy a payload line" },
        }),
        isSteady: { type: "boolean" },
      }),
      "finished cells by index",
    ),
    notes: NOTES,
  },
};
