/** What a column needs, in terminal cells. */
export interface ColumnNeed {
  /** Width of its widest cell, title included. */
  readonly full: number;
  /** The same where every cell says the shortest it can. */
  readonly brief: number;
  /** 0 always stays, what is below 1 until names are at their shortest; the highest goes first, columns of one priority together. */
  readonly priority: number;
  /** True for the column of names, which is shortened as the last means. */
  readonly flexible: boolean;
}

/** How a table is fitted into a width. */
export interface Fit {
  /** Indices of the columns that stay. */
  readonly kept: readonly number[];
  /** True when cells say the shortest they can. */
  readonly brief: boolean;
  /** Width of each kept column. */
  readonly widths: readonly number[];
}

// Columns of this priority or above go before any cell is put briefly.
const LUXURY = 5;
// A name is not shortened below this while another column can go, and never below the shortest.
const READABLE_NAME = 28;
const SHORTEST_NAME = 8;

/**
 * Fits columns into `width` with `gap` cells between them: the luxuries go, highest priority first; if that is not enough,
 * cells are put briefly, then names are shortened to what can be read, then other columns go, then names give way altogether, and
 * last what is below 1. What brevity leaves room for comes back.
 */
export function fitColumns(needs: readonly ColumnNeed[], width: number, gap: number): Fit {
  const all = needs.map((_, i) => i);
  const spare = (kept: readonly number[], brief: boolean, longestName: number): number => {
    let room = width + gap;
    for (const i of kept) {
      const need = brief ? needs[i].brief : needs[i].full;
      room -= gap + (needs[i].flexible ? Math.min(need, longestName) : need);
    }
    return room;
  };
  const drop = (
    from: readonly number[],
    least: number,
    brief: boolean,
    longestName: number,
  ): readonly number[] => {
    let kept = from;
    while (spare(kept, brief, longestName) < 0) {
      const highest = Math.max(...kept.map((i) => needs[i].priority));
      if (highest < least) break;
      kept = kept.filter((i) => needs[i].priority < highest);
    }
    return kept;
  };

  // An endless name must not drive all else away: what counts as the full width of names is bounded by the screen.
  const longestName = Math.max(READABLE_NAME, Math.floor(width * 0.4));
  let brief = false;
  let kept = drop(all, LUXURY, brief, longestName);
  if (spare(kept, brief, longestName) < 0) {
    brief = true;
    kept = drop(kept, 1, brief, READABLE_NAME);
    const priorities = new Set(all.map((i) => needs[i].priority).toSorted((a, b) => a - b));
    for (const priority of priorities) {
      const more = all.filter((i) => needs[i].priority === priority || kept.includes(i));
      if (spare(more, brief, longestName) >= 0) kept = more;
    }
    kept = drop(kept, Number.MIN_VALUE, brief, SHORTEST_NAME);
  }

  const flexible = kept.filter((i) => needs[i].flexible);
  const room = spare(kept, brief, 0);
  const share = Math.max(SHORTEST_NAME, Math.floor(room / Math.max(1, flexible.length)));
  const widths = kept.map((i) => {
    const need = brief ? needs[i].brief : needs[i].full;
    return needs[i].flexible ? Math.min(need, share) : need;
  });
  return { kept, brief, widths };
}
