import type { Coverage } from "../../model/profile.ts";
import type { Listing } from "./listing.ts";

/** One or two rows are in every order, so they are no sign that a list was sorted and cut. */
const FEWEST_SORTED_ROWS = 3;

/**
 * A list that goes down to single ticks was hardly cut there: it is whole but for a row that somebody took out of its
 * middle, which holds more than the smallest row. `sort | tail` of a listing worth looking at ends far above.
 */
const SINGLE_TICK = 1;

/**
 * Decides how much of the profile the rows show: all of it where they add up to the total row; without a total
 * nobody knows; else rows were cut away, and what they leave open depends on the orders that the rest is in. Rows
 * in no order were picked by hand (grep), which bounds nothing, as does a list by ticks down to single ones.
 */
export function findCoverage(listing: Listing): Coverage {
  const { total, sum, functions, byTicks, byLoad, hasEveryLoad, smallestLoad } = listing;
  if (total === null) return { kind: "unstated", absent: "unknown" };
  if (sum === total.ticks) return { kind: "complete" };
  if (functions < FEWEST_SORTED_ROWS) return { kind: "unstated", absent: "unknown" };
  const isByTicks = byTicks.rises || byTicks.falls;
  if (isByTicks && listing.smallestTicks <= SINGLE_TICK) return { kind: "unstated", absent: "unknown" };
  const orders: ("ticks" | "load")[] = [];
  if (isByTicks) orders.push("ticks");
  if (hasEveryLoad && (byLoad.rises || byLoad.falls) && isTopByLoad(listing)) orders.push("load");
  if (orders.length === 0) return { kind: "unstated", absent: "unknown" };
  return {
    kind: "cut",
    orders,
    smallestCount: listing.smallestTicks,
    smallestLoad: hasEveryLoad ? smallestLoad / 10_000 : null,
  };
}

// Rows with the smallest loads (`sort -n -k4 | head`, the total row among them) are in order too, but bound nothing.
// Then the ticks that are missing hardly fit into the whole text at the smallest load shown. In doubt nothing is bounded.
function isTopByLoad({ total, sum, smallestLoad }: Listing): boolean {
  return total === null || (total.ticks - sum) * total.load <= total.ticks * smallestLoad;
}
