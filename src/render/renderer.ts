import type { Report } from "../report/report.ts";
import type { Glyphs } from "../text/glyphs.ts";
import type { Palette } from "./palette.ts";

/** What the output can show. */
export interface Canvas {
  /** Terminal cells of a line. */
  readonly width: number;
  readonly palette: Palette;
  readonly glyphs: Glyphs;
}

/** Turns a report into the text of one format, its last newline included; no input text can break it. */
export type Renderer = (report: Report, canvas: Canvas) => string;
