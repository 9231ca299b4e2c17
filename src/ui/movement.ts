import type { Place } from "./dashboard-state.ts";
import type { Command } from "./keymap.ts";

/** How many rows the pane on the screen has, and how many of them a page shows. */
export interface Extent {
  readonly length: number;
  readonly page: number;
}

/** Returns how a command moves within rows, null where it is no movement. */
export function movedBy(command: Command, extent: Extent): ((place: Place) => Place) | null {
  const { length, page } = extent;
  const by = (rows: number) => (place: Place) => moveTo(place, place.cursor + rows, extent);
  switch (command) {
    case "down":
      return by(1);
    case "up":
      return by(-1);
    case "page-down":
      return by(Math.max(1, page - 1));
    case "page-up":
      return by(-Math.max(1, page - 1));
    case "first":
      return (place) => moveTo(place, 0, extent);
    case "last":
      return (place) => moveTo(place, length - 1, extent);
    default:
      return null;
  }
}

/** Moves to a row, or as near to it as there is one; the page follows only as far as it must. */
export function moveTo({ top }: Place, row: number, { length, page }: Extent): Place {
  const cursor = Math.max(0, Math.min(row, length - 1));
  return { cursor, top: Math.max(0, Math.min(Math.max(top, cursor - page + 1), cursor)) };
}
