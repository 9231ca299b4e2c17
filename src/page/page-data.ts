/** What the renderer leaves in the page as inert JSON for the scripts. */
export interface PageData {
  /**
   * What the columns of a table are sorted by, by ids of table and column, in the order of the rows as they were written;
   * null where nothing is known. Columns that are not here are sorted by their text.
   */
  readonly keys: Readonly<Record<string, Readonly<Record<string, readonly (number | null)[]>>>>;
  readonly flame: FlameColumns | null;
}

/**
 * A flame graph in columns, callers before what they call; node 0 is the root and has no parent. `base` and `next` count what
 * a frame calls as well. Names are safe to show as text: what a screen would hide is spelled out.
 */
export interface FlameColumns {
  readonly unit: string;
  readonly names: readonly string[];
  readonly parent: readonly number[];
  readonly name: readonly number[];
  readonly base: readonly number[];
  readonly next: readonly number[];
}

/** Id of the element that holds the data. */
export const DATA_ID = "zcprof-data";

/** Id of the place of the flame graph. */
export const FLAME_ID = "flame";
