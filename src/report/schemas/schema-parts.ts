import type { SchemaNode } from "../../model/json-schema.ts";

export const TEXT: SchemaNode = { type: "string" };
export const NUMBER: SchemaNode = { type: "number" };
export const COUNT: SchemaNode = { type: "number", minimum: 0 };
export const NUMBER_OR_NULL: SchemaNode = { type: ["number", "null"] };
export const TEXT_OR_NULL: SchemaNode = { type: ["string", "null"] };

/** Makes the schema of an object all of whose properties named here are always there. */
export function objectOf(properties: Readonly<Record<string, SchemaNode>>, description?: string): SchemaNode {
  return {
    ...(description === undefined ? {} : { description }),
    type: "object",
    required: Object.keys(properties),
    properties,
  };
}

/** Makes the schema of a list. */
export function listOf(items: SchemaNode, description?: string): SchemaNode {
  return { ...(description === undefined ? {} : { description }), type: "array", items };
}

export const BOUNDED: SchemaNode = objectOf(
  { min: NUMBER_OR_NULL, max: NUMBER_OR_NULL, point: NUMBER_OR_NULL },
  "what the rows say (point) and between what it lies; min = max where it is exact, null where it is unbounded",
);

export const BOUNDS: SchemaNode = objectOf({ min: NUMBER_OR_NULL, max: NUMBER_OR_NULL });

export const INTERVAL: SchemaNode = {
  description: "confidence interval; null where a count known only within bounds leaves no honest one",
  type: ["object", "null"],
  required: ["low", "high", "level"],
  properties: { low: NUMBER_OR_NULL, high: NUMBER_OR_NULL, level: NUMBER },
};

export const NOTES: SchemaNode = listOf(
  objectOf({
    code: TEXT,
    message: TEXT,
    hint: TEXT_OR_NULL,
    location: {
      type: ["object", "null"],
      required: ["path", "line", "column"],
      properties: { path: TEXT, line: NUMBER_OR_NULL, column: NUMBER_OR_NULL },
    },
  }),
  "what a reader of the numbers should know",
);

const STATED_LOAD: SchemaNode = {
  description: "CPU load in percent; null where the source does not say",
  type: ["number", "null"],
  minimum: 0,
};

export const SIDE: SchemaNode = objectOf({
  sources: listOf(
    objectOf({
      path: TEXT,
      listing: objectOf({ index: COUNT, of: COUNT }),
      format: TEXT,
      checksum: TEXT_OR_NULL,
      statedLoad: STATED_LOAD,
    }),
  ),
  title: TEXT,
  event: TEXT,
  unit: TEXT,
  total: COUNT,
  listed: { description: "sum of the rows of the source", type: "number", minimum: 0 },
  rows: COUNT,
  coverage: {
    description: "how much of the profile its rows show",
    type: "object",
    required: ["kind"],
    properties: { kind: { enum: ["complete", "cut", "unstated"] } },
  },
  cutoff: {
    description: "the most that a symbol outside the rows can have; null where nothing bounds it",
    type: ["number", "null"],
  },
  statedLoad: {
    ...STATED_LOAD,
    description: "CPU load in percent; null where unknown, or where runs differ",
  },
});
