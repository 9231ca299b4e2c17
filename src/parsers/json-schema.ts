type TypeName = "object" | "array" | "string" | "number" | "boolean" | "null";

/** The part of JSON Schema (draft 2020-12) that the published schemas use. Properties that are not named may be there. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: TypeName | readonly TypeName[];
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
}

/** Where a value breaks a schema: a path such as `profiles[0].total`, and a sentence. */
export interface SchemaBreach {
  readonly path: string;
  readonly message: string;
}

/** Finds the first place in which a parsed JSON value breaks the schema; null when it keeps it. */
export function findBreach(schema: JsonSchema, value: unknown, path = ""): SchemaBreach | null {
  const type = typeName(value);
  const types = schema.type === undefined ? null : [schema.type].flat();
  if (types !== null && !types.includes(type as TypeName)) {
    return breach(path, `expected ${types.join(" or ")}, found ${describe(value)}`);
  }
  if (schema.enum !== undefined && !schema.enum.includes(value as string)) {
    return breach(path, `expected ${schema.enum.join(" or ")}, found ${describe(value)}`);
  }
  if (
    type === "string" &&
    schema.pattern !== undefined &&
    !new RegExp(schema.pattern).test(value as string)
  ) {
    return breach(path, `expected text like ${schema.pattern}, found ${describe(value)}`);
  }
  if (type === "number" && (value as number) < (schema.minimum ?? -Infinity)) {
    return breach(path, `expected ${schema.minimum} or more, found ${describe(value)}`);
  }
  if (type === "array" && schema.items !== undefined) {
    for (const [i, item] of (value as unknown[]).entries()) {
      const found = findBreach(schema.items, item, `${path}[${i}]`);
      if (found !== null) return found;
    }
  }
  return type === "object" ? findBreachInside(schema, value as Record<string, unknown>, path) : null;
}

function findBreachInside(
  schema: JsonSchema,
  value: Record<string, unknown>,
  path: string,
): SchemaBreach | null {
  const missing = schema.required?.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return breach(path, `expected a property ${missing}, found none`);
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    if (!Object.hasOwn(value, name)) continue;
    const found = findBreach(inner, value[name], path === "" ? name : `${path}.${name}`);
    if (found !== null) return found;
  }
  return null;
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
