import type { Cell, Report } from "./report.ts";

/** A format as users see it. */
export interface FormatFacts {
  /** Name for --from and --to. */
  readonly id: string;
  readonly title: string;
  readonly isRead: boolean;
  readonly isWritten: boolean;
}

/** Reports which formats are read and which are written. */
export function reportFormats(formats: readonly FormatFacts[]): Report {
  return {
    schema: "zcprof.formats/1",
    toJson: () => ({ schema: "zcprof.formats/1", formats }),
    blocks: [
      {
        kind: "table",
        id: "formats",
        main: true,
        catalogue: true,
        columns: [
          { id: "format", title: "format", kind: "text", priority: 0 },
          { id: "read", title: "read", kind: "text", priority: 0 },
          { id: "written", title: "written", kind: "text", priority: 0 },
          { id: "title", title: "what it is", kind: "text", priority: 0 },
        ],
        rows: formats.map(({ id, title, isRead, isWritten }): Cell[] => [
          { kind: "text", text: id },
          claimCell(isRead),
          claimCell(isWritten),
          { kind: "text", text: title },
        ]),
        omitted: null,
      },
    ],
  };
}

function claimCell(claim: boolean): Cell {
  return { kind: "text", text: claim ? "yes" : "no" };
}
