import { drawBar } from "../text/draw-bar.ts";
import type { Theme } from "./theme.ts";

/**
 * Draws a bar of `cells` cells for a fraction of 0 to 1 with an interval over its end, all on one scale: `████├──┤`.
 * Where the interval is narrower than a cell, the bar stands alone.
 */
export function drawBarWithInterval(
  fraction: number,
  interval: { readonly low: number; readonly high: number },
  cells: number,
  { glyphs, line }: Theme,
): string {
  const bar = drawBar(fraction, cells, glyphs.bar);
  const from = Math.max(0, Math.min(cells - 1, Math.floor(interval.low * cells)));
  const to = Math.max(0, Math.min(cells - 1, Math.ceil(interval.high * cells) - 1));
  if (to - from < 1) return bar;
  const end = interval.high > 1 + 1 / cells ? line.higher : line.highEnd;
  return bar.slice(0, from).padEnd(from) + line.lowEnd + line.between.repeat(to - from - 1) + end;
}

/**
 * Draws the interval of a ratio on a logarithmic scale of `cells` cells from 1/reach to reach, no change in the middle:
 * `┊ ├──┤`. An interval that leaves the scale ends in an arrow.
 */
export function drawRatioInterval(
  { low, high }: { readonly low: number; readonly high: number },
  reach: number,
  cells: number,
  { line }: Theme,
): string {
  const last = cells - 1;
  const place = (ratio: number): number => ((Math.log(ratio) / Math.log(reach) + 1) / 2) * last;
  const clip = (at: number): number => Math.max(0, Math.min(last, Math.round(at)));
  const from = clip(place(low));
  const to = clip(place(high));
  const drawn = Array.from({ length: cells }, (_, i) => (i === Math.round(last / 2) ? line.middle : " "));
  for (let i = from; i <= to; i++) drawn[i] = line.between;
  drawn[from] = place(low) < -0.5 ? line.lower : line.lowEnd;
  drawn[to] = place(high) > last + 0.5 ? line.higher : to === from ? line.between : line.highEnd;
  return drawn.join("");
}

/**
 * Draws a step of a waterfall on `cells` cells of an axis: a rise and a fall differ by their characters. What begins below
 * the axis, as the two totals do, begins at its left end.
 */
export function drawStep(
  from: number,
  to: number,
  axis: { readonly from: number; readonly to: number },
  cells: number,
  { line }: Theme,
): string {
  const place = (value: number): number =>
    Math.round((Math.max(0, value - axis.from) / (axis.to - axis.from)) * cells);
  const start = Math.min(cells - 1, place(from), place(to));
  const length = Math.max(1, Math.abs(place(to) - place(from)));
  return " ".repeat(start) + (to >= from ? line.rise : line.fall).repeat(Math.min(length, cells - start));
}
