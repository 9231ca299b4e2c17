import { SHOW_SCHEMA } from "../parsers/show-schema.ts";
import { REPORT_SCHEMAS } from "../report/schemas/report-schemas.ts";
import type { NamedSchema } from "../report/schemas-report.ts";

/** The schemas of all JSON that is printed. */
export const PUBLISHED_SCHEMAS: readonly NamedSchema[] = [SHOW_SCHEMA, ...REPORT_SCHEMAS];
