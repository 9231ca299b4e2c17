/** A JSON Schema (draft 2020-12) of a shape that programs read. Properties that are not named may be added without a new version. */
export interface PublishedSchema {
  readonly $schema: "https://json-schema.org/draft/2020-12/schema";
  /** Name and version, as in the `schema` field of what it describes. */
  readonly $id: string;
  readonly title: string;
  readonly type: "object";
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, SchemaNode>>;
}

type TypeName = "object" | "array" | "string" | "number" | "boolean" | "null";

/** A part of a schema. */
export interface SchemaNode {
  readonly description?: string;
  readonly type?: TypeName | readonly TypeName[];
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
}
