import { findBreach } from "../../src/parsers/schema-breach.ts";
import { REPORT_SCHEMAS } from "../../src/report/schemas/report-schemas.ts";

/** Returns where a printed JSON breaks the schema that it names, null where it keeps it. */
export function findPrintedBreach(printed: string): ReturnType<typeof findBreach> {
  const json: unknown = JSON.parse(printed);
  const named = typeof json === "object" && json !== null && "schema" in json ? json.schema : undefined;
  const schema = REPORT_SCHEMAS.find(({ $id }) => $id === named);
  if (schema === undefined) throw new Error(`no schema ${String(named)} is published`);
  return findBreach(schema, json);
}
