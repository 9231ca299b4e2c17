import type { PublishedSchema } from "../model/json-schema.ts";
import type { Cell, Report } from "./report.ts";

/** Reports which schemas are published; one of them is printed as it is, without a report. */
export function reportSchemas(schemas: readonly PublishedSchema[]): Report {
  const named = schemas.map(({ $id, title }) => ({ name: $id, title }));
  return {
    schema: "zcprof.schemas/1",
    toJson: () => ({ schema: "zcprof.schemas/1", schemas: named }),
    blocks: [
      {
        kind: "table",
        id: "schemas",
        main: true,
        catalogue: true,
        columns: [
          { id: "name", title: "name", kind: "text", priority: 0 },
          { id: "title", title: "what it describes", kind: "text", priority: 0 },
        ],
        rows: named.map(({ name, title }): Cell[] => [
          { kind: "text", text: name },
          { kind: "text", text: title },
        ]),
        omitted: null,
      },
    ],
  };
}
