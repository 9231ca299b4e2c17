/**
 * The four states of MESI, two bits beside each tag.
 *
 * INVALID must be 0: a cache tests "same block and valid" with one unsigned comparison (see cache.ts).
 * EXCLUSIVE stands for "clean" where there is only one cache.
 */
export const INVALID = 0;
export const SHARED = 1;
export const EXCLUSIVE = 2;
export const MODIFIED = 3;
