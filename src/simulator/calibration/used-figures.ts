/**
 * Figures of the third listing with which a parameter was set: programmed I/O and the accesses of an interrupt (the
 * driver's rows), the copies' costs (its two send copies).
 */
const USED: ReadonlySet<string> = new Set([
  "built-in/boomerang_start_xmit",
  "built-in/boomerang_interrupt",
  "built-in/boomerang_rx",
  "built-in/driver share",
  "built-in/csum_partial_copy_generic",
  "built-in/__strncpy_from_user",
]);

/** What follows from the first two listings, or has one of the page-aligned pair's loads in it. */
const USED_WHOLE =
  /^(no-sg|sg-csum|sg-page-choose|sg-page-csum)\/|^sg-csum [-/] no-sg\/|sg-page-(choose|csum) - |^lowest SG /;

/**
 * Tells whether some parameter was set with a figure in view, by the fit or by hand. The first two listings were used
 * whole, so what follows from them is no prediction either: their ratio, their changes, and the loads of these two
 * variants, which are their totals on another scale. A difference to sg-csum's load was used where its other end was.
 */
export function isCalibrated(id: string): boolean {
  return USED.has(id) || USED_WHOLE.test(id);
}
