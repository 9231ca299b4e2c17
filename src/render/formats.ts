import type { Renderer } from "./renderer.ts";

export type FormatId = "table" | "json" | "csv" | "markdown";

/** A way to write reports. */
export interface Format {
  /** Rows of a table where --top is not given; 0 = all, as for whatever a program reads. */
  readonly top: number;
  load(): Promise<Renderer>;
}

/** Every format; a renderer is loaded only when it is used, as the start of the program is felt. */
export const FORMATS: Readonly<Record<FormatId, Format>> = {
  table: { top: 20, load: async () => (await import("./table.ts")).renderTable },
  json: { top: 0, load: async () => (await import("./json.ts")).renderJson },
  csv: { top: 0, load: async () => (await import("./csv.ts")).renderCsv },
  markdown: { top: 20, load: async () => (await import("./markdown.ts")).renderMarkdown },
};
