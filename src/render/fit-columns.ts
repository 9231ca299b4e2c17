/** What a column needs, in terminal cells. */
export interface ColumnNeed {
  /** Width of its widest cell, title included. */
  readonly full: number;
  /** The same where every cell says the shortest it can. */
  readonly brief: number;
  /** 0 always stays; the highest goes first. */
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
// A name is not shortened below this while another column can go, and never below a third of that.
const READABLE_NAME = 28;
const SHORTEST_NAME = 10;

/**
 * Fits columns into `width` with `gap` cells between them: first the luxuries go, highest priority first, then cells are put
 * briefly, then names are shortened to what can be read, then other columns go, then names give way altogether.
 */
export function fitColumns(needs: readonly ColumnNeed[], width: number, gap: number): Fit {
  let kept = needs.map((_, i) => i);
  let brief = false;
  const need = (i: number): number => (brief ? needs[i].brief : needs[i].full);
  const room = (): number =>
    width - gap * (kept.length - 1) - kept.reduce((sum, i) => sum + (needs[i].flexible ? 0 : need(i)), 0);
  const names = (limit: number): number =>
    kept.reduce((sum, i) => sum + (needs[i].flexible ? Math.min(limit, need(i)) : 0), 0);
  const fits = (limit: number): boolean => names(limit) <= room();
  const dropDownTo = (least: number, limit: number): void => {
    while (!fits(limit)) {
      const worst = kept.reduce((a, b) => (needs[b].priority >= needs[a].priority ? b : a));
      if (needs[worst].priority < least) return;
      kept = kept.filter((i) => i !== worst);
    }
  };

  // A single endless name must not drive all else away: what counts as its full width is bounded by the screen.
  dropDownTo(LUXURY, Math.max(READABLE_NAME, Math.floor(width * 0.4)));
  if (!fits(READABLE_NAME)) brief = true;
  dropDownTo(1, READABLE_NAME);
  const flexible = kept.filter((i) => needs[i].flexible).length;
  const share = Math.max(SHORTEST_NAME, Math.floor(room() / Math.max(1, flexible)));
  return {
    kept,
    brief,
    widths: kept.map((i) => (needs[i].flexible ? Math.min(need(i), share) : need(i))),
  };
}
