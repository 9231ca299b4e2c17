import type { PublishedSchema, SchemaNode } from "../model/json-schema.ts";

const count: SchemaNode = { type: "number", minimum: 0 };
const countOrNull: SchemaNode = { type: ["number", "null"], minimum: 0 };
const text: SchemaNode = { type: "string" };
const textOrNull: SchemaNode = { type: ["string", "null"] };

const ticks: SchemaNode = {
  description: "what the row says (point) and between what it lies; min = max where it is exact",
  type: "object",
  required: ["min", "max", "point"],
  properties: { min: count, max: count, point: count },
};

const share: SchemaNode = {
  description: "fraction of the total; null where that is 0",
  type: ["number", "null"],
  minimum: 0,
};

const symbol: SchemaNode = {
  type: "object",
  required: ["symbol", "module", "address", "size", "ticks", "share", "load", "group"],
  properties: {
    symbol: text,
    symbolBytes: {
      description: "the name's bytes as hex, where they are not valid UTF-8",
      type: "string",
      pattern: "^([0-9a-f]{2})*$",
    },
    module: { description: "empty where the source knows none", type: "string" },
    address: { type: ["string", "null"], pattern: "^0x[0-9a-f]{1,16}$" },
    size: {
      description: "bytes; null where unknown, max null where unbounded",
      type: ["object", "null"],
      required: ["min", "max"],
      properties: { min: count, max: countOrNull },
    },
    ticks,
    share,
    load: { description: "ticks per byte", type: ["number", "null"], minimum: 0 },
    group: textOrNull,
  },
};

const group: SchemaNode = {
  description: "all symbols of a group, also those that --top leaves out; max adds what no row shows",
  type: "object",
  required: ["group", "symbols", "ticks", "share"],
  properties: { group: text, symbols: count, ticks, share },
};

const note: SchemaNode = {
  type: "object",
  required: ["code", "message", "hint", "location"],
  properties: {
    code: text,
    message: text,
    hint: textOrNull,
    location: {
      type: ["object", "null"],
      required: ["path", "line", "column"],
      properties: { path: text, line: countOrNull, column: countOrNull },
    },
  },
};

const coverage: SchemaNode = {
  description: "how much of the profile the rows show",
  type: "object",
  required: ["kind"],
  properties: {
    kind: { enum: ["complete", "cut", "unstated"] },
    orders: { type: "array", items: { enum: ["ticks", "load"] } },
    smallestCount: count,
    smallestLoad: countOrNull,
    absent: { enum: ["zero", "unknown"] },
  },
};

const profile: SchemaNode = {
  type: "object",
  required: [
    "title",
    "source",
    "event",
    "unit",
    "period",
    "assumes",
    "better",
    "total",
    "listed",
    "coverage",
    "symbols",
  ],
  properties: {
    title: text,
    source: text,
    listing: { type: "object", required: ["index", "of"], properties: { index: count, of: count } },
    format: text,
    origin: {
      type: "object",
      required: ["kind"],
      properties: {
        kind: { enum: ["measured", "simulated"] },
        variant: text,
        seed: { type: "number" },
        parameters: { type: "object" },
      },
    },
    checksum: textOrNull,
    event: text,
    unit: text,
    period: { type: ["number", "null"] },
    assumes: { enum: ["counts", "repeated", "exact", "shares"] },
    better: { enum: ["lower", "higher"] },
    total: count,
    listed: {
      description: "sum of all rows, also of those that --top leaves out",
      type: "number",
      minimum: 0,
    },
    coverage,
    cutoff: {
      description: "the most that a symbol outside the rows can have",
      type: ["number", "null"],
      minimum: 0,
    },
    statedLoad: { description: "CPU load in percent", type: ["number", "null"], minimum: 0 },
    exposure: {
      type: "object",
      required: ["bytes", "seconds"],
      properties: { bytes: countOrNull, seconds: countOrNull },
    },
    facts: {
      type: "object",
      properties: {
        textBytes: {
          type: "object",
          required: ["low", "high"],
          properties: { low: count, high: countOrNull },
        },
      },
    },
    symbols: { type: "array", items: symbol },
    groups: { type: "array", items: group },
  },
};

/** The published schema of `zcprof.show/1`; the reader of baselines checks its input against it. */
export const SHOW_SCHEMA: PublishedSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "zcprof.show/1",
  title: "What is in a profile",
  type: "object",
  required: ["schema", "profiles"],
  properties: {
    schema: { enum: ["zcprof.show/1"] },
    profiles: { type: "array", items: profile },
    notes: { type: "array", items: note },
  },
};
