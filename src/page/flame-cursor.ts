import type { Frame } from "d3-flame-graph";

/** Keys that move from frame to frame, and what they do, for people. */
export const CURSOR_KEYS =
  "Arrow up and down go to what a function calls and to its caller, left and right to its neighbours; Enter zooms, Escape zooms out.";

/** Returns the frame that an arrow key leads to, the same one where there is none; frames without width are passed over. */
export function moveCursor<Data>(frame: Frame<Data>, key: string): Frame<Data> {
  if (key === "ArrowDown") return frame.parent ?? frame;
  if (key === "ArrowUp") {
    const wide = widthOrder(frame.children ?? []);
    return wide.reduce((best, child) => (widthOf(child) > widthOf(best) ? child : best), wide[0] ?? frame);
  }
  const neighbours = widthOrder(frame.parent?.children ?? []);
  const place = neighbours.indexOf(frame) + (key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : 0);
  return neighbours[place] ?? frame;
}

function widthOrder<Data>(frames: readonly Frame<Data>[]): Frame<Data>[] {
  return frames.filter((frame) => widthOf(frame) > 0).sort((a, b) => a.x0 - b.x0);
}

function widthOf<Data>({ x0, x1 }: Frame<Data>): number {
  return x1 - x0;
}
