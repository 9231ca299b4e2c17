import type { PublishedSchema } from "../model/json-schema.ts";
import { SHOW_SCHEMA } from "../parsers/show-schema.ts";
import { REPORT_SCHEMAS } from "../report/schemas/report-schemas.ts";

/** The schemas of all JSON that is printed. */
export const PUBLISHED_SCHEMAS: readonly PublishedSchema[] = [SHOW_SCHEMA, ...REPORT_SCHEMAS];
