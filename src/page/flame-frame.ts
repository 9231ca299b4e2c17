import { formatChange, formatCount } from "../text/format-count.ts";
import { formatPercent } from "../text/format-percent.ts";
import { formatRatio } from "../text/format-ratio.ts";
import type { FlameNode } from "./flame-tree.ts";

type Counts = Pick<FlameNode, "base" | "next">;

// Orange and blue are told apart with every kind of colour blindness; black letters stand on all of them.
const SAME = [221, 221, 221] as const;
const MORE = [240, 138, 36] as const;
const FEWER = [91, 155, 213] as const;
const FOUND = "#ffe94a";

/** Says what a frame is called: with a mark where only one side has it. */
export function nameFrame({ name, base, next }: FlameNode): string {
  return base === 0 && next > 0 ? `+++ ${name}` : next === 0 && base > 0 ? `--- ${name}` : name;
}

/** Says the numbers of a frame, its part of each side's total among them. */
export function describeFrame(frame: FlameNode, total: Counts, unit: string): string {
  const { base, next } = frame;
  const ratio = base > 0 && next > 0 ? `, x${formatRatio(next / base, next / base)}` : "";
  return (
    `${nameFrame(frame)}: base ${formatCount(base)}${part(base, total.base)}, next ${formatCount(next)}` +
    `${part(next, total.next)}, ${formatChange(next - base)} ${unit}${ratio}`
  );
}

/** Returns the colour of a frame: the more of it changed, the further from grey. */
export function colorFrame({ base, next }: Counts, isFound: boolean): string {
  if (isFound) return FOUND;
  const change = (next - base) / Math.max(base, next, Number.MIN_VALUE);
  const far = change > 0 ? MORE : FEWER;
  const mixed = SAME.map((value, i) => Math.round(value + (far[i] - value) * Math.abs(change)));
  return `rgb(${mixed.join(",")})`;
}

function part(count: number, all: number): string {
  return all > 0 ? ` (${formatPercent(count / all)})` : "";
}
