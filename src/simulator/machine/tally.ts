/** What the data caches of one processor count, as places in a tally of 32-bit integers. */
export const TALLY_LENGTH = 8;
/** Reads that missed L1. */
export const READS = 0;
/** Stores that missed L1. */
export const WRITES = 1;
/** Reads that missed L2, of data and of text; those that serve a store are not among them. */
export const L2_READS = 2;
/** Reads for ownership that missed L2. */
export const OWNED = 3;
/** The part of the stores that covers a whole line and so fetches nothing. */
export const WHOLE = 4;
/** The part of those whose line L2 holds. */
export const WHOLE_BELOW = 5;
/** Stores to a line that another cache or a DMA read had left shared. */
export const UPGRADES = 6;
/** Dirty lines that this processor's accesses pushed out of L2. */
export const VICTIMS = 7;
