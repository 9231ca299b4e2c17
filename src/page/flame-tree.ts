import type { FlameColumns } from "./page-data.ts";

/** What the width of a frame shows; `both` is base and next together, so that what one side lacks is still there. */
export type FlameWidth = "both" | "base" | "next" | "change";

/** A frame and what it calls, as d3-flame-graph takes them: `value` is the width, at least that of all it calls. */
export interface FlameNode {
  readonly name: string;
  readonly base: number;
  readonly next: number;
  readonly value: number;
  readonly children: FlameNode[];
}

/**
 * Makes the tree of a flame graph with one kind of width. The width of a change is that of the frame's own samples, up or down,
 * and of all it calls: what rises here and falls there does not cancel out.
 */
export function makeFlameTree(
  { names, parent, name, base, next }: FlameColumns,
  width: FlameWidth,
): FlameNode {
  const widths = measureFrames(parent, base, next, width);
  const nodes = parent.map(
    (_, i): FlameNode => ({
      name: i === 0 ? "all" : names[name[i]],
      base: base[i],
      next: next[i],
      value: widths[i],
      children: [],
    }),
  );
  for (let i = 1; i < nodes.length; i++) nodes[parent[i]].children.push(nodes[i]);
  return nodes[0];
}

function measureFrames(
  parent: readonly number[],
  base: readonly number[],
  next: readonly number[],
  width: FlameWidth,
): readonly number[] {
  if (width === "base") return base;
  if (width === "next") return next;
  if (width === "both") return base.map((count, i) => count + next[i]);
  const own = base.map((count, i) => next[i] - count);
  for (let i = 1; i < parent.length; i++) own[parent[i]] -= next[i] - base[i];
  const changes = own.map(Math.abs);
  for (let i = parent.length - 1; i > 0; i--) changes[parent[i]] += changes[i];
  return changes;
}
