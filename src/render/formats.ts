import type { Report } from "../report/report.ts";
import type { Renderer } from "./renderer.ts";

export type FormatId = "table" | "json" | "csv" | "markdown";

/** A way to write reports. */
export interface Format {
  /** Rows of a table where --top is not given; 0 = all, as for whatever a program reads. */
  readonly top: number;
  /** True where names stand as they are, control characters included, so that they read back; a terminal acts on these. */
  readonly isVerbatim: boolean;
  load(report: Report): Promise<Renderer>;
}

/** Every format; a renderer is loaded only when it is used, as the start of the program is felt. */
export const FORMATS: Readonly<Record<FormatId, Format>> = {
  table: { top: 20, isVerbatim: false, load: loadTableRenderer },
  json: { top: 0, isVerbatim: false, load: async () => (await import("./json.ts")).renderJson },
  csv: { top: 0, isVerbatim: true, load: async () => (await import("./csv.ts")).renderCsv },
  markdown: { top: 20, isVerbatim: false, load: async () => (await import("./markdown.ts")).renderMarkdown },
};

// cli-table3 takes longer to draw fifteen rows for the first time than all else that a small `show` does, so only what
// needs its wrapped cells is drawn by it.
async function loadTableRenderer({ blocks }: Report): Promise<Renderer> {
  const isCatalogue = blocks.some((block) => block.kind === "table" && block.catalogue === true);
  return isCatalogue
    ? (await import("./catalogue.ts")).renderCatalogue
    : (await import("./table.ts")).renderTable;
}
