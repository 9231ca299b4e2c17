import type { Tone } from "../report/report.ts";
import type { Canvas } from "./renderer.ts";

/** Colours a text that was measured and padded already. */
export function paint(text: string, tone: Tone | null, { palette }: Canvas): string {
  if (tone === null || text.trim() === "") return text;
  const [before, after] = palette[tone];
  return before + text + after;
}
