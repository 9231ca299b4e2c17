import type { SchemaNode } from "../model/json-schema.ts";

/** Where a value breaks a schema: a path such as `profiles[0].total`, and a sentence. */
export interface SchemaBreach {
  readonly path: string;
  readonly message: string;
}

/** Finds the first place in which a parsed JSON value breaks the schema; null when it keeps it. */
export function findBreach(schema: SchemaNode, value: unknown, path = ""): SchemaBreach | null {
  const fail = (expected: string): SchemaBreach =>
    breach(path, `expected ${expected}, found ${describe(value)}`);
  const types = schema.type === undefined ? null : [schema.type].flat();
  if (types !== null && !types.some((type) => type === typeName(value))) return fail(types.join(" or "));
  if (schema.enum !== undefined && !schema.enum.some((word) => word === value))
    return fail(schema.enum.join(" or "));
  if (typeof value === "string" && schema.pattern !== undefined && !patternOf(schema.pattern).test(value)) {
    return fail(`text like ${schema.pattern}`);
  }
  if (typeof value === "number" && value < (schema.minimum ?? -Infinity))
    return fail(`${schema.minimum} or more`);
  if (Array.isArray(value)) return findBreachInItems(schema, value, path);
  return isObject(value) ? findBreachInside(schema, value, path) : null;
}

function findBreachInItems(
  schema: SchemaNode,
  values: readonly unknown[],
  path: string,
): SchemaBreach | null {
  if (schema.items === undefined) return null;
  for (const [i, value] of values.entries()) {
    const found = findBreach(schema.items, value, `${path}[${i}]`);
    if (found !== null) return found;
  }
  return null;
}

function findBreachInside(
  schema: SchemaNode,
  values: Readonly<Record<string, unknown>>,
  path: string,
): SchemaBreach | null {
  const missing = schema.required?.find((name) => !Object.hasOwn(values, name));
  if (missing !== undefined) return breach(path, `expected a property ${missing}, found none`);
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    if (!Object.hasOwn(values, name)) continue;
    const found = findBreach(inner, values[name], path === "" ? name : `${path}.${name}`);
    if (found !== null) return found;
  }
  return null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

// A file has as many addresses as symbols, and one pattern for all of them.
const patterns = new Map<string, RegExp>();

function patternOf(source: string): RegExp {
  let pattern = patterns.get(source);
  if (pattern === undefined) patterns.set(source, (pattern = new RegExp(source)));
  return pattern;
}

function breach(path: string, message: string): SchemaBreach {
  return { path: path === "" ? "the top" : path, message };
}

function typeName(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}

function describe(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
