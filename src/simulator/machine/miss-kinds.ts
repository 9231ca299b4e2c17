/** The causes of a miss, in the order in which they are tested (Hill 1987, with coherence added). */
export interface MissKinds {
  /** This cache never saw the block before. */
  compulsory: number;
  /** A fully associative LRU cache of the same size would have missed too. */
  capacity: number;
  /** DMA or another processor took the block away, and without that even this size would have kept it. */
  coherence: number;
  /** What is left: too many blocks in one set. */
  conflict: number;
}

/** Makes a tally of no misses. */
export function noMisses(): MissKinds {
  return { compulsory: 0, capacity: 0, coherence: 0, conflict: 0 };
}
